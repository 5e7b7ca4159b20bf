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
 */
record ConformalCoverage(Figure eventsCovered, Figure othersCovered, Figure undetermined) {

    /** Why there is nothing to measure. */
    static final String NO_VERDICT = "every verdict is undetermined";

    private static final String ONE_CLASS = "needs events and non-events";

    static ConformalCoverage none(String why) {
        return new ConformalCoverage(Figure.none(why), Figure.none(why), Figure.none(why));
    }

    /** Of what {@link #measure} gave. */
    static ConformalCoverage of(HorizonRows rows, List<Sampled> measured) {
        return rows.verdicts() == null
                ? none(NO_VERDICT)
                : new ConformalCoverage(
                        Figure.of(measured.get(0), ONE_CLASS),
                        Figure.of(measured.get(1), ONE_CLASS),
                        Figure.of(measured.get(2), ONE_CLASS));
    }

    /** The three shares, each NaN where its rows have no weight. */
    static double[] measure(HorizonRows rows, double[] weights) {
        Kind @Nullable [] verdicts = rows.verdicts();
        double[] all = new double[3];
        double[] counted = new double[3];
        for (int i = 0; verdicts != null && i < verdicts.length; i++) {
            int kind = rows.events()[i] ? 0 : 1;
            Kind contradicting = rows.events()[i] ? Kind.UNLIKELY : Kind.LIKELY;
            all[kind] += weights[i];
            counted[kind] += verdicts[i] == contradicting ? 0 : weights[i];
            all[2] += weights[i];
            counted[2] += verdicts[i] == Kind.UNDETERMINED ? weights[i] : 0;
        }
        return new double[] {counted[0] / all[0], counted[1] / all[1], counted[2] / all[2]};
    }
}
