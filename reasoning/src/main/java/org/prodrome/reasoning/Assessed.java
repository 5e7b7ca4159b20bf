package org.prodrome.reasoning;

import java.util.List;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * What stages 4 to 8 make of a record.
 *
 * @param timeline stage 4
 * @param model stage 6
 * @param rules what every rule that ran said, those with nothing to say included
 * @param findings stage 7, of released rules and models
 * @param cards stage 8, most urgent first
 * @param silentCards cards of rules and models in the silent stage: to be logged, never shown
 * @param summary the cited summary; without sentences at order entry
 */
public record Assessed(
        Timeline timeline,
        ModelAnswer model,
        List<RuleResult> rules,
        List<Finding> findings,
        List<Card> cards,
        List<Card> silentCards,
        Summary summary) {
    public Assessed {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        cards = List.copyOf(cards);
        silentCards = List.copyOf(silentCards);
    }
}
