package org.prodrome.fhir.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Ages, by the units of {@code age-units.tsv}. */
final class Ages {
    private static final int MOST_MONTHS = 130 * 12;
    private static final Map<String, BigDecimal> MONTHS = Rows.of("age-units.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> new BigDecimal(row.get(1))));

    private Ages() {}

    /** Full years; null when the age gives no number or an unknown unit, or is nobody's. */
    static @Nullable Integer years(Quantity age) {
        Integer months = months(age);
        return months == null ? null : months / 12;
    }

    /** Full months; null when the age gives no number or an unknown unit, or is nobody's. */
    static @Nullable Integer months(Quantity age) {
        @Nullable BigDecimal factor = MONTHS.get(Values.unit(age).toLowerCase(Locale.ROOT));
        if (factor == null || age.getValue() == null) {
            return null;
        }
        double months = age.getValue().doubleValue() * factor.doubleValue();
        return months < 0 || months > MOST_MONTHS ? null : (int) months;
    }
}
