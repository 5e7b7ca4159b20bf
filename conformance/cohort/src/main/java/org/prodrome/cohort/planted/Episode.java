package org.prodrome.cohort.planted;

import org.jspecify.annotations.Nullable;

/**
 * One disease or decoy in one person.
 *
 * @param onsetDay day since birth on which it begins, unseen
 * @param durationDays D: days from the onset to s = 1
 * @param diagnosisDay day since birth on which it is recorded, if the person lives; null for a decoy
 * @param plateau progress never passes it; null where nothing stops it
 * @param resolvedDay day since birth from which everything is as before; null where it stays
 */
public record Episode(
        String disease,
        int onsetDay,
        int durationDays,
        @Nullable Integer diagnosisDay,
        @Nullable Double plateau,
        @Nullable Integer resolvedDay) {

    /** Progress on a day: 0 before the onset and after a resolution, 1 where it becomes diagnosable, above 1 later. */
    public double progress(double day) {
        if (day <= onsetDay || (resolvedDay != null && day >= resolvedDay)) {
            return 0;
        }
        double s = (day - onsetDay) / durationDays;
        return plateau == null ? s : Math.min(s, plateau);
    }
}
