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
 * @param ours whether they bind the product itself, so that only the three reasons count
 * @param provenAtLeast how many binding requirements must have a check that was seen to fail
 */
record Register(String title, boolean ours, int provenAtLeast, List<Row> rows) {
    /** The numbers that the project set itself. */
    private static final int SMART_PROVEN = 40;

    private static final int CDS_SERVICE_PROVEN = 65;
    private static final int CDS_LIBRARY_PROVEN = 65;

    /** Every register, in the order of the table. */
    static List<Register> all() {
        return List.of(smartClient(), smartServer(), cdsService(), cdsLibrary());
    }

    static Register smartClient() {
        return new Register("SMART App Launch 2.2.0, client", true, SMART_PROVEN, read("smart-client.csv"));
    }

    static Register smartServer() {
        return new Register(
                "SMART App Launch 2.2.0, server, as the sandbox EHR stands for it", false, 0, read("smart-server.csv"));
    }

    static Register cdsService() {
        return new Register("CDS Hooks 2.0, service", true, CDS_SERVICE_PROVEN, read("cds-hooks-service.csv"));
    }

    /** What the client owes is covered where our service refuses a client that doesn't keep it. */
    static Register cdsLibrary() {
        return new Register(
                "CDS Hooks library 1.0.1, service, and clients as the service checks them",
                true,
                CDS_LIBRARY_PROVEN,
                read("cds-hooks-library.csv"));
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
