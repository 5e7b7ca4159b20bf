package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A code of a code system.
 *
 * @param system canonical URI of the code system, for example {@code http://loinc.org}
 * @param code the code, not empty
 * @param display the words the source gave for it, or null
 */
public record Coding(String system, String code, @Nullable String display) {
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String LOINC = "http://loinc.org";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    public static final String CVX = "http://hl7.org/fhir/sid/cvx";

    public Coding {
        if (code.isBlank()) {
            throw new IllegalArgumentException("code: expected a code, got a blank");
        }
    }

    /** Same system and code; displays don't count. */
    public boolean sameAs(Coding other) {
        return system.equals(other.system) && code.equals(other.code);
    }

    /** {@code system|code}, the form of a FHIR token. */
    public String token() {
        return system + "|" + code;
    }
}
