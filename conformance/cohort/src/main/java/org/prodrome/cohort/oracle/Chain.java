package org.prodrome.cohort.oracle;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gibbs sampling over the states of all hypotheses of a person on a day. A sweep of the first kind draws each hypothesis given all
 * others. A sweep of the second kind deals them into random blocks, and draws each block of which at most one is present from "none of
 * them, or one in one of its cells", so that a disease and the decoy that looks like it can change places in one step; a block with
 * more is left alone. Each kind leaves the posterior as it is, for which is done never depends on what it would change. Instead of
 * drawn states their exact conditional risks are averaged (Rao and Blackwell).
 */
final class Chain {
    private static final int SILENT = -1;
    private static final int BLOCK = 5;

    private final Residuals residuals;
    private final Conditional[] conditionals;
    private final SplittableRandom random;
    /** (hypotheses): index of the cell that each is in. */
    private final int[] states;
    /** (hypotheses): probability of not being silent, as of the last draw. */
    private final double[] present;

    /** Those that may be silent. */
    private final int[] order;

    private boolean isBlocked;

    Chain(Residuals residuals, Conditional[] conditionals, SplittableRandom random) {
        this.residuals = residuals;
        this.conditionals = conditionals;
        this.random = random;
        this.states = new int[conditionals.length];
        this.present = new double[conditionals.length];
        this.order = IntStream.range(0, conditionals.length)
                .filter(h -> !conditionals[h].isCertain())
                .toArray();
        Arrays.fill(states, SILENT);
    }

    /** Begins where another day's chain ended, as far as that is possible still. */
    void start(int hypothesis, int cellNumber) {
        enter(hypothesis, conditionals[hypothesis].belief().find(cellNumber));
    }

    /** The number of the cell that a hypothesis is in; -1 when silent. */
    int cellNumber(int hypothesis) {
        return states[hypothesis] == SILENT
                ? SILENT
                : conditionals[hypothesis].belief().cell(states[hypothesis]).number();
    }

    /** The last sweep's risk of a diagnosis. */
    double risk(int hypothesis, int window) {
        Conditional of = conditionals[hypothesis];
        return (1 - present[hypothesis]) * of.belief().silentRisk(window)
                + present[hypothesis] * of.presentRisk(window);
    }

    /** The mean square of it. */
    double square(int hypothesis, int window) {
        Conditional of = conditionals[hypothesis];
        return (1 - present[hypothesis]) * of.belief().silentSquare(window)
                + present[hypothesis] * of.presentSquare(window);
    }

    void sweep(int times) {
        for (int i = 0; i < times; i++) {
            sweep();
        }
    }

    void sweep() {
        shuffle();
        for (int from = 0; isBlocked && from < order.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, order.length);
            if (count(from, to) <= 1) {
                together(from, to);
            }
        }
        for (int i = 0; !isBlocked && i < order.length; i++) {
            together(i, i + 1);
        }
        for (int h = 0; h < states.length; h++) {
            if (conditionals[h].isCertain()) {
                alone(h);
            }
        }
        isBlocked = !isBlocked;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
    }

    private int count(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += states[order[i]] == SILENT ? 0 : 1;
        }
        return count;
    }

    /** Draws a cell of a hypothesis that cannot be silent. */
    private void alone(int hypothesis) {
        leave(hypothesis);
        conditionals[hypothesis].logOdds(residuals);
        present[hypothesis] = 1;
        enter(hypothesis, conditionals[hypothesis].draw(random));
    }

    /** Draws from "none of these, or one of them in one of its cells", given the states of all others. */
    private void together(int from, int to) {
        for (int i = from; i < to; i++) {
            leave(order[i]);
        }
        double highest = 0;
        for (int i = from; i < to; i++) {
            highest = Math.max(highest, conditionals[order[i]].logOdds(residuals));
        }
        double sum = Math.exp(-highest);
        for (int i = from; i < to; i++) {
            int h = order[i];
            present[h] = Math.exp(conditionals[h].logOdds(residuals) - highest);
            sum += present[h];
        }
        int chosen = choose(from, to, random.nextDouble() * sum);
        for (int i = from; i < to; i++) {
            present[order[i]] /= sum;
        }
        if (chosen != SILENT) {
            enter(chosen, conditionals[chosen].draw(random));
        }
    }

    private int choose(int from, int to, double point) {
        double left = point;
        for (int i = from; i < to; i++) {
            left -= present[order[i]];
            if (left < 0) {
                return order[i];
            }
        }
        return SILENT;
    }

    private void leave(int hypothesis) {
        if (states[hypothesis] != SILENT) {
            conditionals[hypothesis].belief().cell(states[hypothesis]).take(residuals, -1);
            states[hypothesis] = SILENT;
        }
    }

    private void enter(int hypothesis, int state) {
        if (state != SILENT) {
            conditionals[hypothesis].belief().cell(state).take(residuals, 1);
            states[hypothesis] = state;
        }
    }
}
