package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Those compared apart, each only where no number shown beside another one tells of few: of few patients who are in one comparison and
 * not in another, with the diagnosis or without, nor of a number that is held back.
 */
final class ComparedApart {

    /** How a reason begins that holds back what there would be to show. */
    static final String HELD_BACK = "held back";

    private final TaskRows answered;
    private final boolean tellsAnswered;
    private final int least;
    private final List<BitSet> beside = new ArrayList<>();
    private final Map<String, TaskRows> shown = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * For one task.
     *
     * @param answered rows that the model answered
     * @param compared predictors on whose common rows the others are compared
     * @param tellsAnswered whether it is told how many rows the model answered and not all of these
     * @param least smallest number of patients that is shown
     */
    ComparedApart(TaskRows answered, List<String> compared, boolean tellsAnswered, int least) {
        this.answered = answered;
        this.tellsAnswered = tellsAnswered;
        this.least = least;
        beside.add(known(List.of()));
        beside.add(known(compared));
    }

    /** Rows of known outcome that all of these answer. */
    private BitSet known(List<String> predictors) {
        BitSet rows = new BitSet(answered.size());
        for (int i = 0; i < answered.size(); i++) {
            int row = i;
            rows.set(
                    i,
                    answered.weights()[i] > 0 && predictors.stream().noneMatch(p -> Double.isNaN(answered.of(p)[row])));
        }
        return rows;
    }

    /** With the rows that the model and it both answer. */
    void add(String predictor, TaskRows both) {
        BitSet rows = known(List.of(predictor));
        if (rows.isEmpty()) {
            reasons.put(predictor, "not computable: it answered none of the model's rows");
        } else if (both.cell().smaller() < least
                || tellsWhatIsHeldBack(rows)
                || beside.stream().anyMatch(other -> telling(rows, other) || telling(other, rows))) {
            reasons.put(
                    predictor,
                    HELD_BACK + ": the rows that it answers, or those that it does not, would tell of fewer than "
                            + least);
        } else {
            beside.add(rows);
            shown.put(predictor, both);
            reasons.put(
                    predictor,
                    String.format(
                            Locale.ROOT, "compared apart, on the %,d rows that it answers too", rows.cardinality()));
        }
    }

    /** All of the model's rows beside those of the comparison are a number that is not told. */
    private boolean tellsWhatIsHeldBack(BitSet rows) {
        return !tellsAnswered && rows.equals(beside.getFirst()) && !rows.equals(beside.get(1));
    }

    private boolean telling(BitSet some, BitSet others) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(others);
        return SmallCells.telling(patients(rest, true), least) || SmallCells.telling(patients(rest, false), least);
    }

    private int patients(BitSet rows, boolean with) {
        Set<Long> patients = rows.stream()
                .filter(i -> answered.events()[i] == with)
                .mapToObj(i -> answered.patients()[i])
                .collect(Collectors.toSet());
        return patients.size();
    }

    /** Rows that the model and another both answer, where their figures may be shown. */
    Map<String, TaskRows> shown() {
        return shown;
    }

    /** Why each is not compared with the rest. */
    Map<String, String> reasons() {
        return reasons;
    }
}
