package org.prodrome.reasoning.evaluation;

import java.util.List;

/**
 * What happened when explanations were put to the test, one row per patient and outcome.
 *
 * @param deletions events taken out of stories
 * @param agreements contributions of the model beside those found in another way
 */
record ExplanationRows(List<Deletion> deletions, List<Agreement> agreements) {

    ExplanationRows {
        deletions = List.copyOf(deletions);
        agreements = List.copyOf(agreements);
    }

    /**
     * How far the log-odds fell from those of the whole story, once 0, 1, 2 ... groups of events were taken out.
     *
     * @param patient hash of the pseudonym
     * @param top taking out the groups first that are said to raise the risk most; index 0 is 0
     * @param random taking out groups at random, mean of several draws; as long as {@code top}
     */
    record Deletion(long patient, String outcome, double[] top, double[] random) {
        Deletion {
            if (top.length != random.length) {
                throw new IllegalArgumentException("deletion: expected curves of one length");
            }
        }
    }

    /**
     * Contributions of the same groups of events found in two ways.
     *
     * @param patient hash of the pseudonym
     * @param other what the model is beside: another member of the ensemble, or {@code integrated gradients}
     * @param own log-odds by group
     * @param others of the same groups, in the same order
     */
    record Agreement(long patient, String outcome, String other, double[] own, double[] others) {
        Agreement {
            if (own.length != others.length) {
                throw new IllegalArgumentException("agreement: expected contributions of the same groups");
            }
        }
    }
}
