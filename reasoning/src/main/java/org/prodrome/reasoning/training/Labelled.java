package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;

/**
 * The as-of days at which it is known whether an outcome came within a horizon.
 *
 * <p>Prevalent cases are left out, and so are days from which a living patient was not observed to the horizon, even where
 * the outcome came before: keeping only the events of such days would make the outcome look more frequent than it is.
 * Death without the outcome is a non-event: it competes.
 *
 * @param places in the list of sequences
 * @param events whether it came, per place
 */
record Labelled(List<Integer> places, boolean[] events) {

    static Labelled of(List<PatientSequence> sequences, int outcome, int horizonDays) {
        List<Integer> places = new ArrayList<>();
        List<Boolean> came = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            PatientSequence sequence = sequences.get(i);
            float age = sequence.outcomeAges()[outcome];
            float until = sequence.asOfAge() + horizonDays;
            boolean prevalent = age <= sequence.asOfAge();
            boolean event = age > sequence.asOfAge() && age <= until;
            boolean known = sequence.endAge() >= until || sequence.died();
            if (!prevalent && known) {
                places.add(i);
                came.add(event);
            }
        }
        boolean[] events = new boolean[came.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = came.get(i);
        }
        return new Labelled(places, events);
    }

    int eventCount() {
        int count = 0;
        for (boolean event : events) {
            count += event ? 1 : 0;
        }
        return count;
    }
}
