package org.prodrome.reasoning.evaluation;

import java.util.List;

/**
 * Whether explanations name what the model rests on, and whether others name the same.
 *
 * @param stories patients and outcomes
 * @param top mean fall of log-odds once 0, 1, 2 ... groups said to raise the risk most are taken out
 * @param random the same for groups at random
 * @param areaBetween mean distance of the two curves: above 0, explanations find what matters better than chance
 */
record ExplanationResult(
        int stories, List<Figure> top, List<Figure> random, Figure areaBetween, List<Agreement> agreements) {

    /**
     * Agreement with one other way.
     *
     * @param spearman mean rank correlation of the contributions
     * @param overlap mean share of the largest contributions that both have
     */
    record Agreement(String other, int stories, Figure spearman, Figure overlap) {}
}
