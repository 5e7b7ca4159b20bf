package org.prodrome.reasoning;

import java.util.List;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * What stages 4 to 8 make of a record.
 *
 * @param timeline stage 4
 * @param model stage 6
 * @param findings stage 7
 * @param cards stage 8, most urgent first
 * @param summary the cited summary
 */
public record Assessed(
        Timeline timeline, ModelAnswer model, List<Finding> findings, List<Card> cards, Summary summary) {
    public Assessed {
        findings = List.copyOf(findings);
        cards = List.copyOf(cards);
    }
}
