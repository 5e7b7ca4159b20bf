package org.prodrome.cohort.planted;

import org.jspecify.annotations.Nullable;

/**
 * When somebody smoked.
 *
 * @param startAge in years; null for who never did
 * @param quitAge in years; null for who never stopped
 */
public record Smoking(@Nullable Double startAge, @Nullable Double quitAge) {
    public static final Smoking NEVER = new Smoking(null, null);

    public Status at(double age) {
        if (startAge == null || age < startAge) {
            return Status.NEVER;
        }
        return quitAge == null || age < quitAge ? Status.CURRENT : Status.FORMER;
    }

    /** Smoking status on one day. */
    public enum Status {
        NEVER,
        CURRENT,
        FORMER
    }
}
