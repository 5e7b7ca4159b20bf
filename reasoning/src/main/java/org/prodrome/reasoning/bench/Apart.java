package org.prodrome.reasoning.bench;

import java.util.List;

/**
 * How far two answers to the same questions lie apart.
 *
 * @param count of the risks compared
 * @param largestRisk of the first answer, in [0, 1]: the differences are to be read beside it
 * @param largest absolute difference of two risks; NaN where one of them is not a number
 * @param mean absolute difference
 */
record Apart(int count, double largestRisk, double largest, double mean) {

    /** Compares risks {@code (patients; outcomes, edges)}. */
    static Apart of(List<double[][]> one, List<double[][]> other) {
        int count = 0;
        double largestRisk = 0;
        double largest = 0;
        double sum = 0;
        for (int patient = 0; patient < one.size(); patient++) {
            for (int outcome = 0; outcome < one.get(patient).length; outcome++) {
                for (int edge = 0; edge < one.get(patient)[outcome].length; edge++) {
                    double risk = one.get(patient)[outcome][edge];
                    double difference = Math.abs(risk - other.get(patient)[outcome][edge]);
                    largestRisk = Math.max(largestRisk, risk);
                    largest = Math.max(largest, difference);
                    sum += difference;
                    count++;
                }
            }
        }
        return new Apart(count, largestRisk, largest, sum / count);
    }
}
