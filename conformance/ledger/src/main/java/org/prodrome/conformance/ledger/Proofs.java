package org.prodrome.conformance.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/** A record of checks that were seen to fail while a peer broke the rule they check. Safe for several threads. */
public final class Proofs {
    private Proofs() {}

    /**
     * Notes that a check fails as it should.
     *
     * @param requirements as {@code set@id}
     * @param check the name of the check
     * @param breach the name of the switch that broke the rule
     */
    public static void record(Collection<String> requirements, String check, String breach) {
        record(RunRecords.PROOFS, requirements, check, breach);
    }

    static synchronized void record(Path file, Collection<String> requirements, String check, String breach) {
        var lines = requirements.stream()
                .map(id -> String.join(",", id, plain(check), plain(breach)))
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("proofs of this run: expected a writable " + file, e);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[,\\r\\n]", " ");
    }
}
