package org.prodrome.reasoning.model;

/** The values of one code, oldest first: each beside the mean of those of earlier days. Not thread-safe. */
final class Course {

    private float day = Float.NEGATIVE_INFINITY;
    private double sum;
    private int count;
    private double sumOfDay;
    private int countOfDay;

    /** The value less the mean of those of earlier days, 0 when there is none. */
    float change(float value, float age) {
        if (age > day) {
            sum += sumOfDay;
            count += countOfDay;
            sumOfDay = 0;
            countOfDay = 0;
            day = age;
        }
        sumOfDay += value;
        countOfDay++;
        return count == 0 ? 0 : (float) (value - sum / count);
    }
}
