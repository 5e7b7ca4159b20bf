package org.prodrome.conformance.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The requirements of one actor, from a resource file of this package.
 *
 * @param title for people
 */
record Register(String title, List<Row> rows) {

    static Register smartClient() {
        return new Register("SMART App Launch 2.2.0, client", read("smart-client.csv"));
    }

    static Register smartServer() {
        return new Register(
                "SMART App Launch 2.2.0, server, as the sandbox EHR stands for it", read("smart-server.csv"));
    }

    private static List<Row> read(String resource) {
        try (var in = Objects.requireNonNull(Register.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(Csv::fields)
                    .map(f -> new Row(
                            f.get(0) + "@" + f.get(1), f.get(2), f.get(3), f.get(4), Row.Status.of(f.get(5)), f.get(6)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + ": expected a readable register", e);
        }
    }
}
