package org.prodrome.reasoning.model;

import java.util.List;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Golden;
import org.prodrome.reasoning.model.ModelFiles.GoldenCase;

/** Whether a network says of the golden patients' tokens what the package promises. */
final class GoldenCheck {

    private GoldenCheck() {}

    static void run(Golden golden, Forward forward) {
        List<GoldenCase> cases = golden.cases();
        List<double[][]> found =
                forward.risks(cases.stream().map(GoldenCase::tokens).toList());
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
