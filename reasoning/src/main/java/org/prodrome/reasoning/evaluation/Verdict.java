package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether the model is better than a baseline, by the interval of the paired difference: of AUROC, in a differential of recall. */
enum Verdict {
    BEATS("beats"),
    EQUAL("equal within interval"),
    DOES_NOT_BEAT("does not beat"),
    NOT_COMPARED("not compared");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @JsonValue
    String words() {
        return words;
    }

    /** Better or worse only where the whole interval is. */
    static Verdict of(Figure difference) {
        if (!difference.known() || Double.isNaN(difference.interval().low())) {
            return NOT_COMPARED;
        }
        if (difference.interval().low() > 0) {
            return BEATS;
        }
        return difference.interval().high() < 0 ? DOES_NOT_BEAT : EQUAL;
    }
}
