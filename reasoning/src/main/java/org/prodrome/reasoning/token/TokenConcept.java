package org.prodrome.reasoning.token;

import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** The concept that stands for an entry in the vocabulary: a coded answer makes one with its question. */
final class TokenConcept {

    private static final String ICD = "icd10cm|";

    private TokenConcept() {}

    static String of(TimelineEntry entry) {
        return switch (entry.value()) {
            case NormalisedValue.Category answer -> entry.concept() + "=" + answer.concept();
            case NormalisedValue.Number ignored -> entry.concept();
            case NormalisedValue.Unusable ignored -> entry.concept();
            case NormalisedValue.None ignored -> entry.concept();
        };
    }

    /** The next wider concept for one that a vocabulary lacks; the same when there is none. */
    static String wider(String concept) {
        int answer = concept.indexOf('=');
        if (answer > 0) {
            return concept.substring(0, answer);
        }
        boolean belowCategory = concept.startsWith(ICD) && concept.length() > ICD.length() + 3;
        return belowCategory ? concept.substring(0, ICD.length() + 3) : concept;
    }
}
