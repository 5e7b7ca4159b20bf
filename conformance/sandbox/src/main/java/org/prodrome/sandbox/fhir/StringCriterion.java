package org.prodrome.sandbox.fhir;

import java.util.Locale;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.HumanName;
import org.jspecify.annotations.Nullable;

/** A string search value: the element, or a part of a name, starts with it, whatever the case. */
record StringCriterion(String start) {

    static StringCriterion parse(String text) {
        return new StringCriterion(text.toLowerCase(Locale.ROOT));
    }

    boolean matches(Base value) {
        if (value instanceof HumanName name) {
            return startsWith(name.getFamily())
                    || startsWith(name.getText())
                    || name.getGiven().stream().anyMatch(given -> startsWith(given.getValue()));
        }
        return value.isPrimitive() && startsWith(value.primitiveValue());
    }

    private boolean startsWith(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).startsWith(start);
    }
}
