package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The cases of a {@code generalize} rule over numbers.
 *
 * @param cases tried in order
 * @param keepOthers what happens to a value no case covers: kept, or redacted
 */
record Generalization(List<Case> cases, boolean keepOthers) {
    static final Generalization NONE = new Generalization(List.of(), false);

    private static final Pattern CONDITION = Pattern.compile("\\$this\\s*(<=|>=|<|>|=)\\s*(-?\\d+(?:\\.\\d+)?)");

    /** One condition and the number that replaces what meets it. */
    record Case(String operator, BigDecimal bound, BigDecimal replacement) {
        boolean covers(BigDecimal value) {
            int order = value.compareTo(bound);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        }
    }

    static Generalization of(JsonNode rule) {
        var cases = new ArrayList<Case>();
        rule.path("cases").properties().forEach(one -> cases.add(parse(one.getKey(), one.getValue())));
        return new Generalization(
                List.copyOf(cases), rule.path("otherValues").asText().equals("keep"));
    }

    /** The replacement; null for redaction. */
    @Nullable
    JsonNode apply(JsonNode value) {
        if (!value.isNumber()) {
            return null;
        }
        for (Case one : cases) {
            if (one.covers(value.decimalValue())) {
                return DecimalNode.valueOf(one.replacement());
            }
        }
        return keepOthers ? value : null;
    }

    private static Case parse(String condition, JsonNode replacement) {
        Matcher parts = CONDITION.matcher(condition.strip());
        try {
            if (parts.matches()) {
                return new Case(parts.group(1), new BigDecimal(parts.group(2)), new BigDecimal(replacement.asText()));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new FhirAdapterException.DataFileUnusable(
                "fhirPathRules.cases: expected {\"$this > 89\": \"90\"}, got " + condition, null);
    }
}
