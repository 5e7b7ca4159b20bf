package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be thought of one hypothesis in one person on one day before the values are looked at: the cells that are possible, and the
 * risk that follows from each. No onset, and cells that change none of the values so far, are one state: silent.
 */
final class Belief {
    private final Lattice.Cell[] cells;
    /** (cells): log of the mass, less what does not depend on other hypotheses in the likelihood. */
    private final double[] logMasses;
    /** (cells, windows) */
    private final double[][] risks;

    private final double logSilent;
    /** (windows) */
    private final double[] silentRisks;
    /** (windows): mean square of them. */
    private final double[] silentSquares;

    private Belief(Builder from) {
        this.cells = from.cells.toArray(Lattice.Cell[]::new);
        this.logMasses =
                from.logMasses.stream().mapToDouble(Double::doubleValue).toArray();
        this.risks = from.risks.toArray(double[][]::new);
        this.logSilent = Math.log(from.silent);
        this.silentRisks = from.silentRisks;
        this.silentSquares = from.silentSquares;
        for (int w = 0; w < silentRisks.length && from.silent > 0; w++) {
            silentRisks[w] /= from.silent;
            silentSquares[w] /= from.silent;
        }
    }

    int size() {
        return cells.length;
    }

    Lattice.Cell cell(int index) {
        return cells[index];
    }

    double logMass(int index) {
        return logMasses[index];
    }

    double logSilent() {
        return logSilent;
    }

    int windows() {
        return silentRisks.length;
    }

    double risk(int index, int window) {
        return risks[index][window];
    }

    double silentRisk(int window) {
        return silentRisks[window];
    }

    double silentSquare(int window) {
        return silentSquares[window];
    }

    /** The index of a cell by its number; -1 when it is not possible or silent. */
    int find(int number) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i].number() == number) {
                return i;
            }
        }
        return -1;
    }

    /** Collects the states. */
    static final class Builder {
        private final Residuals residuals;
        private final List<Lattice.Cell> cells = new ArrayList<>();
        private final List<Double> logMasses = new ArrayList<>();
        private final List<double[]> risks = new ArrayList<>();
        private final double[] silentRisks;
        private final double[] silentSquares;
        private double silent;

        Builder(Residuals residuals, int windows) {
            this.residuals = residuals;
            this.silentRisks = new double[windows];
            this.silentSquares = new double[windows];
        }

        void silent(double mass, double[] risk) {
            silent += mass;
            for (int w = 0; w < silentRisks.length; w++) {
                silentRisks[w] += mass * risk[w];
                silentSquares[w] += mass * risk[w] * risk[w];
            }
        }

        void add(Lattice.Cell cell, double mass, double[] risk) {
            if (mass <= 0) {
                return;
            }
            if (cell.isSilent(residuals)) {
                silent(mass, risk);
            } else {
                cells.add(cell);
                logMasses.add(Math.log(mass) - cell.cost(residuals));
                risks.add(risk);
            }
        }

        boolean isEmpty() {
            return cells.isEmpty() && silent <= 0;
        }

        Belief build() {
            if (isEmpty()) {
                throw new OracleException(
                        "truth: expected courses that the disease files allow, got an impossible one");
            }
            return new Belief(this);
        }
    }
}
