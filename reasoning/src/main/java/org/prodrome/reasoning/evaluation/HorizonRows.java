package org.prodrome.reasoning.evaluation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Verdict.Kind;

/**
 * The model's answers to one outcome at one horizon, on rows whose outcome is known.
 *
 * @param outcome id
 * @param name for readers
 * @param patients hash of the pseudonym, one per row
 * @param events came within the horizon
 * @param weights inverse probability of being observed
 * @param probabilities the model's
 * @param verdicts of its conformal sets; null where every one is undetermined, or there are none
 */
record HorizonRows(
        String outcome,
        String name,
        int horizonDays,
        long[] patients,
        boolean[] events,
        double[] weights,
        double[] probabilities,
        Kind @Nullable [] verdicts) {

    /** Without verdicts. */
    HorizonRows(
            String outcome,
            String name,
            int horizonDays,
            long[] patients,
            boolean[] events,
            double[] weights,
            double[] probabilities) {
        this(outcome, name, horizonDays, patients, events, weights, probabilities, null);
    }

    int eventCount() {
        int count = 0;
        for (boolean event : events) {
            count += event ? 1 : 0;
        }
        return count;
    }

    PatientCell cell() {
        Set<Long> all = new HashSet<>();
        Set<Long> with = new HashSet<>();
        for (int i = 0; i < patients.length; i++) {
            all.add(patients[i]);
            if (events[i]) {
                with.add(patients[i]);
            }
        }
        return new PatientCell(with.size(), all.size() - with.size());
    }
}
