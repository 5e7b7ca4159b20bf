package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A token search value: {@code code}, {@code system|code}, {@code |code} (no system) or {@code system|}.
 *
 * @param system null when any system will do; empty when there must be none
 * @param code null when any code will do
 */
record TokenCriterion(@Nullable String system, @Nullable String code) {

    static TokenCriterion parse(String text) {
        int bar = text.indexOf('|');
        if (bar < 0) {
            return new TokenCriterion(null, text);
        }
        String code = text.substring(bar + 1);
        return new TokenCriterion(text.substring(0, bar), code.isEmpty() ? null : code);
    }

    boolean matches(Base value) {
        return switch (value) {
            case CodeableConcept concept -> concept.getCoding().stream().anyMatch(this::matches);
            case Coding coding -> matches(coding.getSystem(), coding.getCode());
            case Identifier identifier -> matches(identifier.getSystem(), identifier.getValue());
            case IdType id -> matches(null, id.getIdPart());
            case Base other when other.isPrimitive() -> matches(null, other.primitiveValue());
            case Base _ -> false;
        };
    }

    private boolean matches(@Nullable String itsSystem, @Nullable String itsCode) {
        boolean sameSystem = system == null || (system.isEmpty() ? itsSystem == null : system.equals(itsSystem));
        return sameSystem && (code == null || code.equals(itsCode));
    }
}
