package org.prodrome.sandbox.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A file of an export, finished.
 *
 * @param kind the part of the manifest it belongs to
 * @param type of its resources
 * @param count of its lines
 */
record ExportFile(Kind kind, String type, Path path, long count) {

    enum Kind {
        OUTPUT,
        ERROR,
        DELETED
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The same, compressed; made when first asked for. */
    synchronized Path gzipped() throws IOException {
        Path compressed = path.resolveSibling(name() + ".gz");
        if (!Files.exists(compressed)) {
            Path part = path.resolveSibling(name() + ".part");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
                Files.copy(path, out);
            }
            Files.move(part, compressed);
        }
        return compressed;
    }
}
