package org.prodrome.reasoning.model;

import java.util.List;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Golden;
import org.prodrome.reasoning.model.ModelFiles.GoldenCase;
import org.prodrome.reasoning.model.ModelFiles.Limits;

/** Whether a network says of the golden patients' tokens what the package promises. */
final class GoldenCheck {

    private GoldenCheck() {}

    /** Also that the distance that limits the answers is one of this network's states. */
    static void run(Golden golden, Limits limits, Forward forward) {
        List<GoldenCase> cases = golden.cases();
        List<Forward.Read> reads =
                forward.reads(cases.stream().map(GoldenCase::tokens).toList());
        reads.forEach(read -> requireDistanceOf(read.state(), limits));
        List<double[][]> found = reads.stream().map(Forward.Read::risks).toList();
        for (int i = 0; i < cases.size(); i++) {
            double off = largestDifference(cases.get(i).risks(), found.get(i));
            if (!(off <= golden.tolerance())) {
                throw new BrokenPackage(
                        ModelFiles.GOLDEN + ": expected the risks of golden patient " + i + " within "
                                + golden.tolerance() + ", got " + off + " off",
                        null);
            }
        }
    }

    private static void requireDistanceOf(float[] state, Limits limits) {
        StateDistance distance = limits.distance();
        if (distance != null && distance.mean().length != state.length) {
            throw new BrokenPackage(
                    ModelFiles.LIMITS + ": distance: expected one of states of " + state.length
                            + " numbers, got one of " + distance.mean().length,
                    null);
        }
    }

    private static double largestDifference(double[][] expected, double[][] found) {
        double largest = expected.length == found.length ? 0 : Double.NaN;
        for (int o = 0; o < Math.min(expected.length, found.length); o++) {
            if (expected[o].length != found[o].length) {
                return Double.NaN;
            }
            for (int k = 0; k < expected[o].length; k++) {
                largest = Math.max(largest, Math.abs(expected[o][k] - found[o][k]));
            }
        }
        return largest;
    }
}
