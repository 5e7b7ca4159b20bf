package org.prodrome.cohort.oracle;

import org.prodrome.cohort.planted.Precursor;
import org.prodrome.cohort.planted.Shape;

/** A precursor's change by progress, looked up instead of computed: linear between 1024 steps up to where it is whole. Immutable. */
final class ShapeTable {
    private static final int STEPS = 1024;

    private final double perProgress;
    private final double[] changes = new double[STEPS + 1];

    ShapeTable(Precursor precursor) {
        this.perProgress = STEPS / whole(precursor.shape());
        for (int i = 0; i <= STEPS; i++) {
            changes[i] = precursor.at(i / perProgress);
        }
    }

    /** The change at a progress, on the analyte's scale. */
    double at(double progress) {
        double place = progress * perProgress;
        if (place >= STEPS) {
            return changes[STEPS];
        }
        int below = (int) place;
        return changes[below] + (place - below) * (changes[below + 1] - changes[below]);
    }

    private static double whole(Shape shape) {
        return switch (shape) {
            case Shape.Power power -> power.end();
            case Shape.Sigmoid sigmoid -> sigmoid.end();
        };
    }
}
