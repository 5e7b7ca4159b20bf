package org.prodrome.fhir.realinput;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.prodrome.fhir.resources.FhirJson;

/** Why a type gives no event, from {@code ignored.tsv}; a patient's type that is not in it has no reason, and fails the test. */
final class Ignored {
    private static final Map<String, String> REASONS = load();

    private Ignored() {}

    static String why(String type) {
        String reason = REASONS.get(type);
        if (reason != null) {
            return reason;
        }
        boolean ofPatients = !FhirJson.context()
                .getResourceDefinition(type)
                .getSearchParamsForCompartmentName("Patient")
                .isEmpty();
        if (ofPatients) {
            throw new AssertionError(
                    type + ": a type of the Patient compartment was ignored, and ignored.tsv does not say why");
        }
        return "not a type of a patient's record";
    }

    private static Map<String, String> load() {
        try (InputStream in = Objects.requireNonNull(Ignored.class.getResourceAsStream("ignored.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
