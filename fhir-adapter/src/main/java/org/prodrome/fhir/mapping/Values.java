package org.prodrome.fhir.mapping;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/** Observation.value[x] to {@link Value}. */
final class Values {
    private static final String NOT_GIVEN = "not given";
    private static final String SAMPLED = "sampled data, which is not read";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Values() {}

    static Value of(@Nullable Type value, CodeableConcept absentReason) {
        return switch (value) {
            case Quantity quantity when quantity.getValue() != null -> quantity(quantity);
            case CodeableConcept concept when Concepts.speaks(concept) -> new Value.Coded(Concepts.of(concept));
            case IntegerType number
            when number.hasValue() -> new Value.Quantity(BigDecimal.valueOf(number.getValue()), "", null);
            case PrimitiveType<?> primitive when primitive.hasValue() -> new Value.Text(primitive.getValueAsString());
            case Range range
            when range.getLow().getValue() != null || range.getHigh().getValue() != null -> range(range);
            case Ratio ratio
            when ratio.getNumerator().getValue() != null
                    && ratio.getDenominator().getValue() != null ->
                new Value.Ratio(quantity(ratio.getNumerator()), quantity(ratio.getDenominator()));
            case Period period when period.hasStart() || period.hasEnd() -> new Value.Text(words(period));
            case SampledData ignored -> new Value.Absent(SAMPLED);
            case null, default -> absent(value, absentReason);
        };
    }

    /** The UCUM code; a code of another system is no unit we know, so then the words count. */
    static String unit(Quantity quantity) {
        String code = quantity.getCode();
        String unit = quantity.getUnit();
        boolean isUcum = quantity.getSystem() == null || quantity.getSystem().equals(UCUM);
        if (code != null && (isUcum || unit == null)) {
            return code;
        }
        return unit == null ? "" : unit;
    }

    static Value.Quantity quantity(Quantity quantity) {
        return new Value.Quantity(
                quantity.getValue(),
                unit(quantity),
                quantity.getComparatorElement().getValueAsString());
    }

    /** Two ends in different units are no range of numbers. */
    private static Value range(Range range) {
        Quantity low = range.getLow();
        Quantity high = range.getHigh();
        if (low.getValue() != null && high.getValue() != null && !unit(low).equals(unit(high))) {
            return new Value.Text(words(low) + " - " + words(high));
        }
        return new Value.Range(low.getValue(), high.getValue(), unit(low.getValue() != null ? low : high));
    }

    private static Value absent(@Nullable Type value, CodeableConcept reason) {
        String code = Concepts.firstCode(reason);
        if (!code.isEmpty()) {
            return new Value.Absent(code);
        }
        if (reason.getText() != null) {
            return new Value.Absent(reason.getText());
        }
        String own = value == null ? null : reason(value);
        return new Value.Absent(own == null ? NOT_GIVEN : own);
    }

    /** A value that is there only to say why it is not. */
    private static @Nullable String reason(Element value) {
        Extension extension = value.getExtensionByUrl(ABSENT_REASON);
        return extension == null || extension.getValue() == null
                ? null
                : extension.getValue().primitiveValue();
    }

    private static String words(Quantity quantity) {
        return (quantity.getValue().toPlainString() + " " + unit(quantity)).strip();
    }

    private static String words(Period period) {
        String start = period.getStartElement().getValueAsString();
        String end = period.getEndElement().getValueAsString();
        return (start == null ? "" : start) + " to " + (end == null ? "" : end);
    }
}
