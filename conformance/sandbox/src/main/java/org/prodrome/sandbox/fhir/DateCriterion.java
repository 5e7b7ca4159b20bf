package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Base;

/** A date search value with its prefix (FHIR R4 search, section 3.1.1.4.5 Prefixes). */
record DateCriterion(Prefix prefix, DateRange range) {

    enum Prefix {
        EQ,
        NE,
        GE,
        GT,
        LE,
        LT
    }

    static DateCriterion parse(String text) {
        for (Prefix prefix : Prefix.values()) {
            if (text.regionMatches(true, 0, prefix.name(), 0, 2)) {
                return new DateCriterion(prefix, DateRange.parse(text.substring(2)));
            }
        }
        return new DateCriterion(Prefix.EQ, DateRange.parse(text));
    }

    boolean matches(Base value) {
        return DateRange.of(value).filter(this::covers).isPresent();
    }

    private boolean covers(DateRange target) {
        boolean inside = !target.low().isBefore(range.low()) && !target.high().isAfter(range.high());
        return switch (prefix) {
            case EQ -> inside;
            case NE -> !inside;
            case GT -> target.high().isAfter(range.high());
            case GE -> target.high().isAfter(range.high()) || inside;
            case LT -> target.low().isBefore(range.low());
            case LE -> target.low().isBefore(range.low()) || inside;
        };
    }
}
