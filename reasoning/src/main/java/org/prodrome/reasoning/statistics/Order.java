package org.prodrome.reasoning.statistics;

/** Places of numbers in rising order, ties in the order they came; on primitives, for this runs for every score column. */
final class Order {

    private Order() {}

    /** Indices of the values in rising order. */
    static int[] rising(double[] values) {
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        sort(values, order, order.clone(), 0, order.length);
        return order;
    }

    /** Indices of the values in falling order. */
    static int[] falling(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -values[i];
        }
        return rising(negated);
    }

    /** Merge sort from {@code from} into {@code into}; both hold the same indices at the start. */
    private static void sort(double[] values, int[] into, int[] from, int start, int end) {
        if (end - start < 2) {
            return;
        }
        int middle = (start + end) >>> 1;
        sort(values, from, into, start, middle);
        sort(values, from, into, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right >= end || (left < middle && values[from[left]] <= values[from[right]]);
            into[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
