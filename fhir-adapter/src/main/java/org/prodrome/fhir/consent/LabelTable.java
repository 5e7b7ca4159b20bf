package org.prodrome.fhir.consent;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The meaning of security labels, from {@code security-labels.tsv} and {@code label-systems.tsv}.
 *
 * @param systems URI to our name of the system
 * @param labels by {@code name|code}
 */
record LabelTable(Map<String, String> systems, Map<String, Label> labels) {
    private static final String FILE = "security-labels.tsv";
    private static final Label UNKNOWN = new Label.Unknown();

    LabelTable {
        systems = Map.copyOf(systems);
        labels = Map.copyOf(labels);
    }

    static LabelTable load() {
        var systems = new HashMap<String, String>();
        DataRows.of("label-systems.tsv", 2).forEach(row -> systems.put(row[0], row[1]));
        var labels = new HashMap<String, Label>();
        DataRows.of(FILE, 4).forEach(row -> labels.put(row[0] + "|" + row[1], label(row)));
        return new LabelTable(systems, labels);
    }

    /** A label without a system is looked for in every system; one of an unknown system means nothing we know. */
    Label meaning(@Nullable String system, @Nullable String code) {
        if (system == null || system.isBlank()) {
            return systems.values().stream()
                    .distinct()
                    .flatMap(name -> Stream.ofNullable(labels.get(name + "|" + code)))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
        String name = systems.get(system);
        Label exact = labels.get(name + "|" + code);
        return exact != null ? exact : labels.getOrDefault(name + "|*", UNKNOWN);
    }

    private static Label label(String[] row) {
        return switch (row[2]) {
            case "confidentiality" -> new Label.Level(Confidentiality.values()[Integer.parseInt(row[3])]);
            case "category" -> new Label.Category(row[1]);
            case "secondary" -> new Label.CareOnly();
            case "none" -> new Label.Irrelevant();
            default ->
                throw new FhirAdapterException.DataFileUnusable(
                        FILE + ": expected confidentiality, category, secondary or none, got " + row[2], null);
        };
    }
}
