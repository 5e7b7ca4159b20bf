package org.prodrome.reasoning.evaluation;

import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;

/**
 * One word per patient for subgroups: Hispanic or Latino by ethnicity, else the OMB race (US Core's race and ethnicity extensions;
 * de-identification keeps them).
 */
final class Races {

    static final String UNKNOWN = "not recorded";
    private static final String HISPANIC = "2135-2";

    private Races() {}

    static String of(Demographics who) {
        if (who.details().ethnicities().stream().anyMatch(ethnicity -> HISPANIC.equals(ethnicity.code()))) {
            return who.details().ethnicities().stream()
                    .filter(ethnicity -> HISPANIC.equals(ethnicity.code()))
                    .map(Races::words)
                    .findFirst()
                    .orElse(UNKNOWN);
        }
        String coded =
                who.details().races().stream().map(Races::words).findFirst().orElse(null);
        return coded != null ? coded : known(who.race());
    }

    private static String words(Coding coding) {
        return known(coding.display() == null ? coding.code() : coding.display());
    }

    private static String known(@Nullable String words) {
        return words == null || words.isBlank() ? UNKNOWN : words;
    }
}
