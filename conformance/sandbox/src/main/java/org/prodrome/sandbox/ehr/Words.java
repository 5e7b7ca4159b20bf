package org.prodrome.sandbox.ehr;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Puts FHIR data types into the words of a chart. */
final class Words {

    private Words() {}

    static String of(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        return concept.getCoding().stream()
                .filter(Coding::hasDisplay)
                .map(Coding::getDisplay)
                .findFirst()
                .orElseGet(() -> concept.hasCoding()
                        ? "Code " + concept.getCodingFirstRep().getCode()
                        : "Not coded");
    }

    static String of(HumanName name) {
        if (name.hasText()) {
            return name.getText();
        }
        String given = name.getGiven().stream().map(StringType::getValue).collect(Collectors.joining(" "));
        String whole = (name.getPrefixAsSingleString() + " " + given + " " + name.getFamily()).strip();
        return whole.isBlank() || !name.hasFamily() && given.isBlank() ? "Name not recorded" : whole;
    }

    /** The day, without a time; null when there is none. */
    static @Nullable String day(@Nullable Type when) {
        Type date = when instanceof Period period ? period.getStartElement() : when;
        if (date instanceof BaseDateTimeType dateTime && dateTime.hasValue()) {
            String text = dateTime.getValueAsString();
            return text.substring(0, Math.min(10, text.length()));
        }
        return null;
    }

    static @Nullable String day(DateTimeType when) {
        return day((Type) when);
    }

    static @Nullable String day(InstantType when) {
        return day((Type) when);
    }

    /** A result's value with its unit; panels list their parts. */
    static String value(Observation result) {
        if (result.hasComponent()) {
            return result.getComponent().stream()
                    .map(part -> value(part.getValue()))
                    .collect(Collectors.joining(" / "));
        }
        return value(result.getValue());
    }

    private static String value(@Nullable Type value) {
        return switch (value) {
            case null -> "no value";
            case Quantity quantity ->
                number(quantity.getValue()) + (quantity.hasUnit() ? " " + quantity.getUnit() : "");
            case CodeableConcept concept -> of(concept);
            case StringType text -> text.getValue();
            default -> value.isPrimitive() ? value.primitiveValue() : value.fhirType();
        };
    }

    private static String number(@Nullable BigDecimal number) {
        if (number == null) {
            return "no value";
        }
        BigDecimal rounded = number.scale() > 2 ? number.setScale(2, java.math.RoundingMode.HALF_UP) : number;
        return rounded.stripTrailingZeros().toPlainString();
    }
}
