package org.prodrome.reasoning.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file aside and moves it into place once it is whole, so that a run that is cut off tears nothing. */
final class WholeFile {

    private WholeFile() {}

    /** What is in the file. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Replaces what was there, or leaves it as it is. */
    static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
