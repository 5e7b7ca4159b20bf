package org.prodrome.web.advice;

import java.util.List;
import java.util.UUID;
import org.prodrome.reasoning.Assessed;

/**
 * What one asker gets.
 *
 * @param assessment id under which inputs and output are kept
 * @param assessed everything stages 4 to 8 made
 * @param offered the cards to show, most urgent first
 * @param heldBack how many cards a decision or snooze keeps back
 */
public record Advice(UUID assessment, Assessed assessed, List<OfferedCard> offered, int heldBack) {
    public Advice {
        offered = List.copyOf(offered);
    }
}
