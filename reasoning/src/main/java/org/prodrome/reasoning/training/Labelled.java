package org.prodrome.reasoning.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.prodrome.reasoning.statistics.InverseCensoring;

/**
 * The as-of days at which it is known whether an outcome came within a horizon, as evaluation counts them.
 *
 * <p>Prevalent cases are left out, and so are days from which a living patient without the outcome was not observed to the
 * horizon: the others weigh more instead. Death without the outcome is a non-event: it competes.
 *
 * @param places in the list of sequences
 * @param events whether it came, per place
 * @param weights how many each stands for, per place, at least 1
 */
record Labelled(List<Integer> places, boolean[] events, double[] weights) {

    static Labelled of(List<PatientSequence> sequences, int outcome, int horizonDays) {
        int[] eligible = IntStream.range(0, sequences.size())
                .filter(i -> !prevalent(sequences.get(i), outcome))
                .toArray();
        double[] days = new double[eligible.length];
        boolean[] lost = new boolean[eligible.length];
        for (int i = 0; i < eligible.length; i++) {
            PatientSequence sequence = sequences.get(eligible[i]);
            days[i] = (diagnosed(sequence, outcome) ? sequence.outcomeAges()[outcome] : sequence.endAge())
                    - sequence.asOfAge();
            lost[i] = !diagnosed(sequence, outcome) && !sequence.died();
        }
        InverseCensoring censoring = new InverseCensoring(days, lost);
        int[] known = IntStream.range(0, eligible.length)
                .filter(i -> !lost[i] || days[i] >= horizonDays)
                .toArray();
        boolean[] events = new boolean[known.length];
        double[] weights = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            double time = days[known[i]];
            events[i] = diagnosed(sequences.get(eligible[known[i]]), outcome) && time <= horizonDays;
            weights[i] = censoring.weight(Math.min(time, horizonDays));
        }
        return new Labelled(IntStream.of(known).mapToObj(i -> eligible[i]).toList(), events, weights);
    }

    private static boolean prevalent(PatientSequence sequence, int outcome) {
        return sequence.outcomeAges()[outcome] <= sequence.asOfAge();
    }

    private static boolean diagnosed(PatientSequence sequence, int outcome) {
        return sequence.outcomeAges()[outcome] <= sequence.endAge();
    }

    int eventCount() {
        int count = 0;
        for (boolean event : events) {
            count += event ? 1 : 0;
        }
        return count;
    }

    /**
     * Distinct patients behind the rows: what decides whether there is enough to fit or to tell, for one patient has many rows.
     *
     * @param with at least one row followed by the event
     * @param without none
     */
    record Patients(int with, int without) {

        int scarcer() {
            return Math.min(with, without);
        }
    }

    /** Counts them in the list of sequences that the places are of. */
    Patients patients(List<PatientSequence> sequences) {
        Set<Long> all = new HashSet<>();
        Set<Long> with = new HashSet<>();
        for (int i = 0; i < events.length; i++) {
            long patient = sequences.get(places.get(i)).patient();
            all.add(patient);
            if (events[i]) {
                with.add(patient);
            }
        }
        return new Patients(with.size(), all.size() - with.size());
    }
}
