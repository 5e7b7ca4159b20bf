package org.prodrome.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a chart shows of rules 1, 23, 30 and 36, told by the plainest reading of the data and none of our rule code. */
final class RuleCases {
    private static final String A_YEAR_BEFORE = "2025-10-31";

    private final List<JsonNode> chart;

    RuleCases(List<JsonNode> chart) {
        this.chart = chart;
    }

    List<String> all() {
        List<String> cases = new ArrayList<>();
        cases.add("rule-1-" + metforminOrder());
        cases.add("rule-23-" + (anyActiveMedication("nitroglycerin", "isosorbide") ? "fires" : "silent"));
        cases.add("rule-30-" + penicillinOrder());
        cases.add("rule-36-" + unlistedDiabetes());
        return cases;
    }

    private String metforminOrder() {
        List<JsonNode> egfr = values("33914-3");
        if (egfr.isEmpty()) {
            return "cannot-evaluate";
        }
        JsonNode newest = egfr.getLast();
        if (date(newest).compareTo(A_YEAR_BEFORE) < 0) {
            return "outdated";
        }
        return value(newest) < 30 ? "fires" : "silent";
    }

    private String penicillinOrder() {
        List<JsonNode> allergies = of("AllergyIntolerance").toList();
        if (allergies.isEmpty()) {
            return "cannot-evaluate";
        }
        return allergies.stream().anyMatch(a -> Set.of("7984", "91936005").contains(code(a))) ? "fires" : "silent";
    }

    private String unlistedDiabetes() {
        List<JsonNode> values = values("4548-4");
        if (values.isEmpty()) {
            return "cannot-evaluate";
        }
        List<JsonNode> high = values.stream().filter(o -> value(o) >= 6.5).toList();
        boolean listed = of("Condition").anyMatch(c -> code(c).equals("44054006"));
        boolean recent = high.size() >= 2 && date(high.getLast()).compareTo(A_YEAR_BEFORE) >= 0;
        return recent && !listed ? "fires" : "silent";
    }

    private boolean anyActiveMedication(String... names) {
        return of("MedicationRequest")
                .filter(m -> m.path("status").asText().equals("active"))
                .map(m -> m.at("/medicationCodeableConcept/text").asText().toLowerCase(Locale.ROOT))
                .anyMatch(name -> Stream.of(names).anyMatch(name::contains));
    }

    private List<JsonNode> values(String loinc) {
        return of("Observation")
                .filter(o -> code(o).equals(loinc))
                .sorted(Comparator.comparing(RuleCases::date))
                .toList();
    }

    private Stream<JsonNode> of(String type) {
        return chart.stream().filter(r -> r.path("resourceType").asText().equals(type));
    }

    private static String code(JsonNode resource) {
        return resource.at("/code/coding/0/code").asText();
    }

    private static String date(JsonNode observation) {
        return observation.path("effectiveDateTime").asText();
    }

    private static double value(JsonNode observation) {
        return observation.at("/valueQuantity/value").asDouble();
    }
}
