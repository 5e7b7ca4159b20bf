package org.prodrome.fhir.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/**
 * The reference limits that speak of a value.
 *
 * @param low in the value's unit, or null
 * @param high in the value's unit, or null
 * @param text the range in words, or null
 */
record Limits(
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable String text) {
    private static final Limits NONE = new Limits(null, null, null);

    /**
     * The first normal range that is meant for everyone; a range for some people only counts where it is the only one, as
     * then the laboratory chose it for this patient. Limits in another unit than the value's are left out.
     */
    static Limits of(List<ObservationReferenceRangeComponent> ranges, Value value) {
        List<ObservationReferenceRangeComponent> normal =
                ranges.stream().filter(Limits::isNormal).toList();
        return normal.stream()
                .filter(range -> !range.hasAppliesTo() && !range.hasAge())
                .findFirst()
                .or(() -> normal.size() == 1 ? Optional.of(normal.getFirst()) : Optional.empty())
                .map(range -> of(range, value))
                .orElse(NONE);
    }

    private static Limits of(ObservationReferenceRangeComponent range, Value value) {
        String text = range.getText();
        return value instanceof Value.Quantity quantity
                ? new Limits(limit(range.getLow(), quantity), limit(range.getHigh(), quantity), text)
                : new Limits(null, null, text);
    }

    private static boolean isNormal(ObservationReferenceRangeComponent range) {
        return !range.hasType() || Concepts.is(range.getType(), "normal");
    }

    private static @Nullable BigDecimal limit(Quantity limit, Value.Quantity value) {
        if (limit.getValue() == null) {
            return null;
        }
        String unit = Values.unit(limit);
        return unit.isEmpty() || unit.equals(value.unit()) ? limit.getValue() : null;
    }
}
