package org.prodrome.fhir.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

/** Parses and maps an invented record until the code is compiled: a cold parser is ten times slower. */
final class WarmUp {
    private static final int ROUNDS = 400;

    private WarmUp() {}

    static void run() {
        String bundle = bundle();
        for (int round = 0; round < ROUNDS; round++) {
            Page page = Page.parse(bundle);
            RecordMapping.map(
                    "warm-up",
                    new PatientId("warm-up"),
                    ParsedResources.of(page.resources()),
                    List.of(),
                    Instant.EPOCH);
        }
    }

    private static String bundle() {
        try (InputStream in = WarmUp.class.getResourceAsStream("warm-up.json")) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable("warm-up.json: it is missing", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable("warm-up.json: expected to read it", e);
        }
    }
}
