package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Pools ages in whatever unit of time they are counted (45 CFR 164.514(b)(2)(i)(C)): a relative's, an answer's, a duration's
 * that nobody younger could have.
 *
 * @param pooledAge everything above it becomes one year more
 * @param perYear how many of a unit make a year
 */
record Ages(int pooledAge, Map<String, BigDecimal> perYear) {

    Ages {
        perYear = Map.copyOf(perYear);
    }

    /** Changes a quantity in place; whether it did. */
    boolean pool(ObjectNode quantity) {
        JsonNode value = quantity.path("value");
        BigDecimal units = perYear.get(quantity.path("code").asText(""));
        if (units == null) {
            units = perYear.get(quantity.path("unit").asText(""));
        }
        if (units == null || !value.isNumber()) {
            return false;
        }
        boolean pooled = value.decimalValue().compareTo(units.multiply(BigDecimal.valueOf(pooledAge))) > 0;
        if (pooled) {
            BigDecimal instead = units.multiply(BigDecimal.valueOf(pooledAge + 1L));
            quantity.set("value", DecimalNode.valueOf(instead));
        }
        return pooled;
    }
}
