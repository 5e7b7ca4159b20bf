package org.prodrome.web.advice;

import java.util.Map;
import java.util.UUID;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Stage;

/**
 * A card as it is shown: the same matter gets a fresh uuid in each answer.
 *
 * @param uuid of this showing
 * @param card what is shown
 * @param stage of the rule or model behind it
 * @param suggestions uuid of each suggestion of this showing, by its key
 */
public record OfferedCard(UUID uuid, Card card, Stage stage, Map<String, UUID> suggestions) {
    public OfferedCard {
        suggestions = Map.copyOf(suggestions);
    }
}
