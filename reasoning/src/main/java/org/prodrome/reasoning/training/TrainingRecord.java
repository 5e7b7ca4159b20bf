package org.prodrome.reasoning.training;

import java.util.List;

/**
 * {@code training.json}: how a package came about.
 *
 * @param command as it was given
 * @param config the whole experiment, seed included
 * @param trainingPatients distinct patients
 * @param tuningPatients distinct patients
 * @param heldOutPatients distinct patients nothing was fitted on
 * @param trainingSequences as-of days
 * @param tuningSequences as-of days
 * @param codes in the vocabulary
 * @param parameters weights
 * @param steps optimiser steps done
 * @param curve losses by step
 * @param trees how trees were boosted beside the network
 */
record TrainingRecord(
        String command,
        TrainingConfig config,
        int trainingPatients,
        int tuningPatients,
        int heldOutPatients,
        int trainingSequences,
        int tuningSequences,
        int codes,
        long parameters,
        int steps,
        List<Trained.Point> curve,
        BoostingSettings trees) {

    static TrainingRecord of(
            TrainingConfig config, SequenceData data, Trained trained, BoostingSettings trees, String command) {
        return new TrainingRecord(
                command,
                config,
                data.trainingPatients(),
                data.tuningPatients(),
                data.heldOutPatients(),
                data.training().size(),
                data.tuning().size(),
                data.vocabulary().size(),
                trained.parameters(),
                trained.steps(),
                trained.curve(),
                trees);
    }
}
