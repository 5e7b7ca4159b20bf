package org.prodrome.web.advice;

import java.util.List;
import java.util.UUID;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.model.ModelAnswer;

/**
 * What one asker gets.
 *
 * @param assessment id under which inputs and output are kept
 * @param assessed everything stages 4 to 8 made
 * @param risks what the asker may see of the model's answer
 * @param notEvaluated what could not be evaluated, as far as the asker is told of it
 * @param offered the cards to show, most urgent first
 * @param notForReader cards that the site does not show to the asker's role, unit or service
 * @param heldBack how many cards a decision or snooze keeps back
 * @param coverage how many of the asker's rules could be run
 */
public record Advice(
        UUID assessment,
        Assessed assessed,
        ModelAnswer risks,
        List<Finding.InsufficientData> notEvaluated,
        List<OfferedCard> offered,
        List<OfferedCard> notForReader,
        int heldBack,
        Coverage coverage) {
    public Advice {
        notEvaluated = List.copyOf(notEvaluated);
        offered = List.copyOf(offered);
        notForReader = List.copyOf(notForReader);
    }
}
