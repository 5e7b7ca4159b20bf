package org.prodrome.reasoning.model;

/** How many patients a calibration says that it was fitted on: a package leaves its site, and a small count may point at somebody. */
public final class CalibrationCounts {

    /** The smallest number of patients that is told. */
    public static final int FEWEST_TOLD = 10;

    private CalibrationCounts() {}

    /** The number; 0 stands for any below the smallest that is told. */
    static int told(int patients) {
        return patients < FEWEST_TOLD ? 0 : patients;
    }
}
