package org.prodrome.reasoning.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/**
 * Gradient-boosted regression trees (Friedman, Annals of Statistics 2001) beside the network: they multiply its hazards.
 *
 * <p>They were fitted with the network's own expectation as offset, shrunk where {@link Shrinkage} says so: a Poisson model of what
 * came, so a leaf says by how much that expectation is wrong in the log hazard. Trees find thresholds and the few analytes that
 * matter from fewer patients than a network does. Immutable and pure.
 *
 * @param codes of the vocabulary they were fitted with
 * @param expected what values are expected to be, which the table they read is made with
 * @param groups one per outcome and span of time; an outcome without one keeps the network's hazards
 */
public record BoostedTrees(int codes, ExpectedValues expected, List<Group> groups) {

    /** In log hazard: more than any fit gives, and far from what overflows. */
    private static final float LARGEST_LEAF = 20;

    private static final double LARGEST_FACTOR = 50;

    /** Per year: three a day. */
    private static final double HIGHEST_RATE = 1000;

    public BoostedTrees {
        Objects.requireNonNull(expected, "expected");
        groups = List.copyOf(groups);
    }

    /**
     * The trees of one outcome's hazards in some bins.
     *
     * @param outcome place in the order of the network's output
     * @param fromBin first hazard bin
     * @param toBin last hazard bin, exclusive
     * @param trees whose leaves add up
     * @param shrinkage of the network's hazards, before the trees multiply them; null where they are taken as they are
     */
    public record Group(
            int outcome,
            int fromBin,
            int toBin,
            List<Tree> trees,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Shrinkage shrinkage) {
        public Group {
            trees = List.copyOf(trees);
        }

        /** The network's hazards are taken as they are. */
        public Group(int outcome, int fromBin, int toBin, List<Tree> trees) {
            this(outcome, fromBin, toBin, trees, null);
        }

        private boolean fits(int outcomes, int bins, int width) {
            return outcome >= 0
                    && outcome < outcomes
                    && fromBin >= 0
                    && toBin <= bins
                    && fromBin < toBin
                    && (shrinkage == null || shrinkage.fits(toBin - fromBin))
                    && trees.stream().allMatch(tree -> tree.fits(width));
        }
    }

    /**
     * A network's hazards drawn towards everybody's, where tuning patients bore out less of them.
     *
     * @param share power that the network's hazard is taken to, 0 to 1; the rest is the rate's
     * @param rates hazards per year of the training rows as a whole, one per bin; neighbouring bins of few patients share one
     */
    public record Shrinkage(double share, List<Double> rates) {
        public Shrinkage {
            rates = List.copyOf(rates);
        }

        /**
         * A hazard per year.
         *
         * @param bin counted from the group's first
         */
        public double of(double hazard, int bin) {
            if (!Double.isFinite(hazard)) {
                return Double.NaN; // to the power of 0 it would pass for everybody's
            }
            return Math.pow(hazard, share) * Math.pow(rates.get(bin), 1 - share);
        }

        private boolean fits(int bins) {
            return share >= 0
                    && share <= 1
                    && rates.size() == bins
                    && rates.stream().allMatch(rate -> rate > 0 && rate <= HIGHEST_RATE);
        }
    }

    /**
     * A binary tree; node 0 is the root. The arrays have a place per node.
     *
     * @param columns of {@link PatientTable} that a node looks at, -1 for a leaf
     * @param numbers below which a node goes to {@code below}; a leaf's own number
     * @param below the next node
     * @param above the next node otherwise
     * @param missing the next node where there is no value
     */
    @SuppressWarnings("ArrayRecordComponent") // read from a file and never written to
    public record Tree(int[] columns, float[] numbers, int[] below, int[] above, int[] missing) {
        public Tree {
            Objects.requireNonNull(columns, "columns");
            Objects.requireNonNull(numbers, "numbers");
            Objects.requireNonNull(below, "below");
            Objects.requireNonNull(above, "above");
            Objects.requireNonNull(missing, "missing");
        }

        private boolean fits(int width) {
            int nodes = columns.length;
            boolean fits = nodes > 0
                    && numbers.length == nodes
                    && below.length == nodes
                    && above.length == nodes
                    && missing.length == nodes;
            for (int node = 0; fits && node < nodes; node++) {
                fits = columns[node] < 0
                        ? Math.abs(numbers[node]) <= LARGEST_LEAF
                        : columns[node] < width
                                && later(below[node], node)
                                && later(above[node], node)
                                && later(missing[node], node);
            }
            return fits;
        }

        /** Children stand behind their parent: no walk can go round. */
        private boolean later(int child, int node) {
            return child > node && child < columns.length;
        }
    }

    /** Refuses what could not be walked, or is of other outcomes, bins or codes than the package. */
    void check(int outcomes, int bins, int vocabulary) {
        if (codes != vocabulary) {
            throw new BrokenPackage(
                    ModelFiles.TREES + ": codes: expected those of the vocabulary, " + vocabulary + ", got " + codes,
                    null);
        }
        expected.check(vocabulary);
        int width = PatientTable.width(codes);
        for (Group group : groups) {
            if (!group.fits(outcomes, bins, width)) {
                throw new BrokenPackage(
                        ModelFiles.TREES
                                + ": groups: expected outcomes, bins and columns of this package, a shrinkage's share"
                                + " from 0 to 1 and per bin a rate above 0 and up to " + HIGHEST_RATE
                                + ", and trees whose"
                                + " nodes stand behind their parents and whose leaves are within " + LARGEST_LEAF,
                        null);
            }
        }
    }

    /** The table that they read. */
    PatientTable table() {
        return new PatientTable(codes, expected);
    }

    /**
     * Shrinks and multiplies a read's hazards.
     *
     * @param hazards per year, {@code (outcomes, bins)} flattened; changed in place
     * @param bins hazard bins per outcome
     * @param logFactors of {@link Forest#logFactors}, {@code (groups)}
     */
    void scale(float[] hazards, int bins, float[] logFactors) {
        for (int g = 0; g < logFactors.length; g++) {
            Group group = groups.get(g);
            float factor = (float) Math.exp(Math.clamp(logFactors[g], -LARGEST_FACTOR, LARGEST_FACTOR));
            Shrinkage shrinkage = group.shrinkage();
            for (int bin = group.fromBin(); bin < group.toBin(); bin++) {
                int at = group.outcome() * bins + bin;
                float hazard =
                        shrinkage == null ? hazards[at] : (float) shrinkage.of(hazards[at], bin - group.fromBin());
                hazards[at] = hazard * factor;
            }
        }
    }
}
