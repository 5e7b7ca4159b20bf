package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Verdict.Kind;
import org.prodrome.reasoning.statistics.Sampled;

/**
 * How often a verdict left open what then became of the patient, by weight, on the rows of one outcome and horizon.
 *
 * <p>A verdict contradicts one who got it by "unlikely" alone, and one who didn't by "likely" alone: undetermined contradicts
 * nobody, also where a risk is unusual among both kinds and its set is empty. A verdict asks for more than the set does, so
 * these shares are no smaller than those of the sets themselves.
 *
 * @param eventsCovered of those followed by the event, the share whose verdict isn't unlikely, in [0, 1]
 * @param othersCovered of those not followed by it, the share whose verdict isn't likely, in [0, 1]
 * @param undetermined share of all whose verdict is undetermined, in [0, 1]
 * @param calledHigh share of all whose verdict is likely, in [0, 1]: where it is 0, nobody could be contradicted by it
 * @param calledLow the same of unlikely
 */
record ConformalCoverage(
        Figure eventsCovered, Figure othersCovered, Figure undetermined, Figure calledHigh, Figure calledLow) {

    /** How many shares {@link #measure} gives. */
    static final int SHARES = 5;

    /** Why there is nothing to measure. */
    static final String NO_VERDICT = "no verdict but undetermined";

    private static final String ONE_CLASS = "needs events and non-events";

    static ConformalCoverage none(String why) {
        Figure none = Figure.none(why);
        return new ConformalCoverage(none, none, none, none, none);
    }

    /** Of what {@link #measure} gave. */
    static ConformalCoverage of(HorizonRows rows, List<Sampled> measured) {
        return rows.verdicts() == null
                ? none(NO_VERDICT)
                : new ConformalCoverage(
                        Figure.of(measured.get(0), ONE_CLASS),
                        Figure.of(measured.get(1), ONE_CLASS),
                        Figure.of(measured.get(2), ONE_CLASS),
                        Figure.of(measured.get(3), ONE_CLASS),
                        Figure.of(measured.get(4), ONE_CLASS));
    }

    /** The shares, each NaN where its rows have no weight. */
    static double[] measure(HorizonRows rows, double[] weights) {
        Kind @Nullable [] verdicts = rows.verdicts();
        double[] all = new double[2];
        double[] counted = new double[2];
        double[] called = new double[Kind.values().length];
        for (int i = 0; verdicts != null && i < verdicts.length; i++) {
            int kind = rows.events()[i] ? 0 : 1;
            Kind contradicting = rows.events()[i] ? Kind.UNLIKELY : Kind.LIKELY;
            all[kind] += weights[i];
            counted[kind] += verdicts[i] == contradicting ? 0 : weights[i];
            called[verdicts[i].ordinal()] += weights[i];
        }
        double both = all[0] + all[1];
        return new double[] {
            counted[0] / all[0],
            counted[1] / all[1],
            called[Kind.UNDETERMINED.ordinal()] / both,
            called[Kind.LIKELY.ordinal()] / both,
            called[Kind.UNLIKELY.ordinal()] / both
        };
    }
}
