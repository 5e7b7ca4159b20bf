package org.prodrome.reasoning.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The commit that is measured; "unknown" outside a checkout. */
final class Commit {

    private Commit() {}

    static String current() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .redirectErrorStream(true)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? out : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
