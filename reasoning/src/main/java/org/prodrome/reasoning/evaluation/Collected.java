package org.prodrome.reasoning.evaluation;

import org.prodrome.reasoning.training.Readability;

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
 * @param readable how much of it the model can read
 */
record Collected(
        Rows training,
        Rows tuning,
        Rows heldOut,
        Occasions learnt,
        Occasions met,
        SampledStories stories,
        int patients,
        Readability readable) {}
