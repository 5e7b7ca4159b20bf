package org.prodrome.reasoning.evaluation;

/**
 * What one source gave.
 *
 * @param training rows to fit baselines on; none of an external source
 * @param tuning rows to choose on; none of an external source
 * @param heldOut rows to measure on
 * @param learnt diagnoses of training patients
 * @param met diagnoses of held-out patients
 * @param stories some of the held-out rows as stories, for tests of explanations
 * @param patients how many were read
 * @param readable share of held-out events whose concept the model can read; NaN without any
 */
record Collected(
        Rows training,
        Rows tuning,
        Rows heldOut,
        Occasions learnt,
        Occasions met,
        SampledStories stories,
        int patients,
        double readable) {}
