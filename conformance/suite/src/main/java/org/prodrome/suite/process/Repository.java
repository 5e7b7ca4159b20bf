package org.prodrome.suite.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository is: the nearest folder above that holds the script. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve("prodrome"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("expected to run inside the repository");
        }
        return folder;
    }
}
