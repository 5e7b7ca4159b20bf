package org.prodrome.reasoning.training;

/** Hears how training goes. Called by the training thread. */
@FunctionalInterface
public interface TrainingProgress {

    /**
     * After each step.
     *
     * @param step done so far
     * @param steps most that will be done
     * @param loss of this step's batch
     * @param tuningLoss lowest so far, NaN before the first look
     */
    void step(int step, int steps, double loss, double tuningLoss);

    /** Who hears of what comes after the steps. */
    default Progress afterwards() {
        return Progress.SILENT;
    }

    /** Hears nothing. */
    static TrainingProgress silent() {
        return (step, steps, loss, tuningLoss) -> {};
    }
}
