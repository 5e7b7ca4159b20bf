package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.InverseCensoring;

/** Takes from the rows of a site what the model answers at every horizon, asked for or not. */
final class AnsweredHorizons {

    /** What is said of the differential's “none of these”. */
    static final String ANY = "any-of-these";

    private final Rows rows;
    private final List<Outcome> outcomes;

    AnsweredHorizons(Rows rows, List<Outcome> outcomes) {
        this.rows = rows;
        this.outcomes = outcomes;
    }

    /** Of each outcome that is answered at all, by rising horizon. */
    List<HorizonRows> all() {
        List<HorizonRows> all = new ArrayList<>();
        for (int o = 0; o < outcomes.size(); o++) {
            for (int horizon : rows.answers().horizons()) {
                double[] model = model(o, horizon);
                if (IntStream.range(0, model.length).anyMatch(i -> !Double.isNaN(model[i]))) {
                    all.add(of(o, horizon, model));
                }
            }
        }
        return all;
    }

    /** The model's answers, one per row. */
    private double[] model(int outcome, int horizon) {
        int[] every = IntStream.range(0, rows.size()).toArray();
        return rows.answers()
                .at(outcomes.get(outcome).id(), horizon, every)
                .getOrDefault(TaskData.MODEL, new double[0]);
    }

    private HorizonRows of(int o, int horizon, double[] model) {
        List<IndexRow> all = rows.all();
        int[] eligible = rows.eligible(o);
        CensoringWeights censoring =
                new CensoringWeights(IntStream.of(eligible).mapToObj(all::get).toList(), o);
        int[] known = IntStream.of(eligible)
                .filter(i -> !Double.isNaN(model[i]) && !all.get(i).censored(o, horizon))
                .toArray();
        boolean[] events = new boolean[known.length];
        for (int i = 0; i < known.length; i++) {
            events[i] = all.get(known[i]).event(o, horizon);
        }
        return new HorizonRows(
                outcomes.get(o).id(),
                outcomes.get(o).name(),
                horizon,
                patients(known),
                events,
                IntStream.of(known)
                        .mapToDouble(i -> censoring.of(all.get(i), o, horizon))
                        .toArray(),
                IntStream.of(known).mapToDouble(i -> model[i]).toArray(),
                rows.answers().verdicts().at(outcomes.get(o).id(), horizon, known));
    }

    private long[] patients(int[] known) {
        return IntStream.of(known)
                .mapToLong(i -> rows.all().get(i).life().patient())
                .toArray();
    }

    /**
     * That one of the conditions answered comes: one less “none of these” of the differential.
     *
     * <p>As one less the product of what each leaves, which is what {@code Differential.noneOfThese} is where nobody dies. Death's
     * own risk, which is not calibrated, moves that number by little.
     */
    HorizonRows any(int horizon) {
        double[] left = new double[rows.size()];
        double[] first = new double[rows.size()];
        Arrays.fill(left, Double.NaN);
        Arrays.fill(first, Double.POSITIVE_INFINITY);
        for (int o = 0; o < outcomes.size(); o++) {
            double[] model = model(o, horizon);
            for (int i = 0; i < model.length; i++) {
                if (!Double.isNaN(model[i])) {
                    left[i] = (Double.isNaN(left[i]) ? 1 : left[i]) * (1 - model[i]);
                    first[i] = Math.min(first[i], daysTo(o, rows.all().get(i)));
                }
            }
        }
        return any(horizon, left, first);
    }

    /** To a diagnosis that is to come; infinity where none is. */
    private static double daysTo(int outcome, IndexRow row) {
        return row.diagnosed(outcome) && !row.prevalent(outcome) ? row.days(outcome) : Double.POSITIVE_INFINITY;
    }

    private HorizonRows any(int horizon, double[] left, double[] first) {
        int[] answered = IntStream.range(0, left.length)
                .filter(i -> !Double.isNaN(left[i]))
                .toArray();
        double[] days = new double[answered.length];
        boolean[] lost = new boolean[answered.length];
        for (int i = 0; i < answered.length; i++) {
            IndexRow row = rows.all().get(answered[i]);
            double end = (double) row.life().endAge() - row.age();
            days[i] = Math.min(first[answered[i]], end);
            lost[i] = first[answered[i]] > end && !row.life().died();
        }
        InverseCensoring censoring = new InverseCensoring(days, lost);
        int[] known = IntStream.range(0, answered.length)
                .filter(i -> !(lost[i] && days[i] < horizon))
                .toArray();
        boolean[] events = new boolean[known.length];
        for (int i = 0; i < known.length; i++) {
            events[i] = first[answered[known[i]]] <= horizon;
        }
        return new HorizonRows(
                ANY,
                "any of the conditions answered",
                horizon,
                patients(IntStream.of(known).map(i -> answered[i]).toArray()),
                events,
                IntStream.of(known)
                        .mapToDouble(i -> censoring.weight(Math.min(days[i], horizon)))
                        .toArray(),
                IntStream.of(known).mapToDouble(i -> 1 - left[answered[i]]).toArray());
    }
}
