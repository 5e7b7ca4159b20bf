package org.prodrome.cohort.oracle;

import java.util.HashMap;
import java.util.Map;
import org.prodrome.cohort.planted.HazardPath;
import org.prodrome.cohort.planted.RiskFactors;

/**
 * One hypothesis in one person: onset slots (equal in width, from birth) by paces, each cell with what it would add to the person's
 * values. A cell's number is {@code slot * paces + pace}; the effects of a cell are computed when first asked for. For one thread.
 */
final class Lattice {
    private final Hypothesis hypothesis;
    private final HazardPath hazard;
    private final Series[] series;
    private final Map<Integer, Cell> cells = new HashMap<>();

    Lattice(Hypothesis hypothesis, RiskFactors risk, Series[] series) {
        this.hypothesis = hypothesis;
        this.hazard = HazardPath.of(hypothesis.disease(), risk);
        this.series = series;
    }

    Hypothesis hypothesis() {
        return hypothesis;
    }

    /** Probability of an onset between two days, as seen from birth. */
    double onset(double from, double to) {
        return to <= from ? 0 : Math.exp(-hazard.until(from)) - Math.exp(-hazard.until(to));
    }

    /** Probability of no onset up to a day. */
    double none(double day) {
        return Math.exp(-hazard.until(day));
    }

    /** The day of the first value that it could change; infinite without any. */
    double firstValueDay() {
        double first = Double.POSITIVE_INFINITY;
        for (int t = 0; t < hypothesis.touched(); t++) {
            Series of = series[hypothesis.analyte(t)];
            first = of.size() == 0 ? first : Math.min(first, of.day(0));
        }
        return first;
    }

    /** The slot that a day lies in. */
    int slot(double day) {
        return Math.max(0, (int) (day / hypothesis.slotDays()));
    }

    double start(int slot) {
        return slot * hypothesis.slotDays();
    }

    Cell cell(int slot, int pace) {
        int number = slot * hypothesis.paces().size() + pace;
        Cell known = cells.get(number);
        if (known == null) {
            known = new Cell(
                    number,
                    start(slot) + hypothesis.slotDays() / 2,
                    hypothesis.paces().get(pace));
            cells.put(number, known);
        }
        return known;
    }

    /** What the middle of a cell would add to the values of each touched analyte. */
    final class Cell {
        private final int number;
        /** (touched, values) */
        private final double[][] effects;
        /** (touched): the first value that it changes. */
        private final int[] firsts;

        private Cell(int number, double onset, Pace pace) {
            this.number = number;
            this.effects = new double[hypothesis.touched()][];
            this.firsts = new int[hypothesis.touched()];
            for (int t = 0; t < effects.length; t++) {
                Series of = series[hypothesis.analyte(t)];
                effects[t] = new double[of.size()];
                firsts[t] = of.size();
                for (int i = of.size() - 1; i >= 0; i--) {
                    effects[t][i] = hypothesis.change(t, pace.progress(of.day(i) - onset));
                    firsts[t] = effects[t][i] == 0 ? firsts[t] : i;
                }
            }
        }

        int number() {
            return number;
        }

        /** Names this state among those of all hypotheses. */
        long key() {
            long mixed = (hypothesis.disease().id().hashCode() * 0x1_0000_0001L + number) * 0x9E3779B97F4A7C15L;
            return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        }

        double[] effect(int touched) {
            return effects[touched];
        }

        int first(int touched) {
            return firsts[touched];
        }

        /** Whether it changes any value that counts. */
        boolean isSilent(Residuals residuals) {
            for (int t = 0; t < firsts.length; t++) {
                if (firsts[t] < residuals.count(hypothesis.analyte(t))) {
                    return false;
                }
            }
            return true;
        }

        /** Takes its effects out of the residuals (sign 1) or puts them back (sign -1). */
        void take(Residuals residuals, int sign) {
            for (int t = 0; t < effects.length; t++) {
                residuals.take(hypothesis.analyte(t), effects[t], firsts[t], sign, key());
            }
        }

        double gain(Residuals residuals) {
            double sum = 0;
            for (int t = 0; t < effects.length; t++) {
                sum += residuals.gain(hypothesis.analyte(t), effects[t], firsts[t]);
            }
            return sum;
        }

        double cost(Residuals residuals) {
            double sum = 0;
            for (int t = 0; t < effects.length; t++) {
                sum += residuals.cost(hypothesis.analyte(t), effects[t], firsts[t]);
            }
            return sum;
        }
    }
}
