package org.prodrome.fhir.mapping;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/** Observation.value[x] to {@link Value}. */
final class Values {
    private static final String NOT_GIVEN = "not given";

    private Values() {}

    static Value of(@Nullable Type value, CodeableConcept absentReason) {
        return switch (value) {
            case Quantity quantity when quantity.hasValue() -> quantity(quantity);
            case CodeableConcept concept
            when concept.hasCoding() || concept.hasText() -> new Value.Coded(Concepts.of(concept));
            case IntegerType number
            when number.hasValue() -> new Value.Quantity(BigDecimal.valueOf(number.getValue()), "", null);
            case PrimitiveType<?> primitive when primitive.hasValue() -> new Value.Text(primitive.getValueAsString());
            case Range range
            when range.hasLow() || range.hasHigh() ->
                new Value.Text(words(range.getLow()) + " - " + words(range.getHigh()));
            case Ratio ratio
            when ratio.hasNumerator() && ratio.hasDenominator() ->
                new Value.Text(words(ratio.getNumerator()) + " : " + words(ratio.getDenominator()));
            case null, default -> absent(absentReason);
        };
    }

    static String unit(Quantity quantity) {
        if (quantity.hasCode()) {
            return quantity.getCode();
        }
        return quantity.hasUnit() ? quantity.getUnit() : "";
    }

    private static Value quantity(Quantity quantity) {
        String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : null;
        return new Value.Quantity(quantity.getValue(), unit(quantity), comparator);
    }

    private static Value absent(CodeableConcept reason) {
        String code = Concepts.firstCode(reason);
        if (!code.isEmpty()) {
            return new Value.Absent(code);
        }
        return new Value.Absent(reason.hasText() ? reason.getText() : NOT_GIVEN);
    }

    private static String words(Quantity quantity) {
        return quantity.hasValue() ? (quantity.getValue().toPlainString() + " " + unit(quantity)).strip() : "";
    }
}
