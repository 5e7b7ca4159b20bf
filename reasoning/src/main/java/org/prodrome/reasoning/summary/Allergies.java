package org.prodrome.reasoning.summary;

import org.prodrome.fhir.record.Allergy;

/** Which entries of an allergy list say that there is none. */
final class Allergies {
    private Allergies() {}

    static boolean isNone(Allergy allergy, SummaryFile file) {
        return file.noKnownAllergy().stream().anyMatch(code -> allergy.concept().has(code.system(), code.code()));
    }
}
