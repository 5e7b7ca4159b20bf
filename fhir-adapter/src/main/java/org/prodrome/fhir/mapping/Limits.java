package org.prodrome.fhir.mapping;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/**
 * The reference limits that speak of a value.
 *
 * @param low in the value's unit, or null
 * @param high in the value's unit, or null
 */
record Limits(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    private static final Limits NONE = new Limits(null, null);

    /** The first range meant for everyone or marked normal; limits in another unit than the value's are left out. */
    static Limits of(List<ObservationReferenceRangeComponent> ranges, Value value) {
        if (!(value instanceof Value.Quantity quantity)) {
            return NONE;
        }
        return ranges.stream()
                .filter(Limits::isNormal)
                .findFirst()
                .map(range -> new Limits(
                        limit(range.hasLow() ? range.getLow() : null, quantity),
                        limit(range.hasHigh() ? range.getHigh() : null, quantity)))
                .orElse(NONE);
    }

    private static boolean isNormal(ObservationReferenceRangeComponent range) {
        return !range.hasType() || Concepts.is(range.getType(), "normal");
    }

    private static @Nullable BigDecimal limit(@Nullable Quantity limit, Value.Quantity value) {
        if (limit == null || !limit.hasValue()) {
            return null;
        }
        String unit = Values.unit(limit);
        return unit.isEmpty() || unit.equals(value.unit()) ? limit.getValue() : null;
    }
}
