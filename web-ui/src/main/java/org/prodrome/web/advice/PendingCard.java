package org.prodrome.web.advice;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A card that was shown and is not in the database yet.
 *
 * @param occasion for whom and about whom
 * @param offered as it was shown
 */
record PendingCard(CardLedger.Occasion occasion, OfferedCard offered) {
    UUID uuid() {
        return offered.uuid();
    }

    CardLedger.IssuedCard issued() {
        return new CardLedger.IssuedCard(
                offered.uuid(),
                offered.card().matter(),
                occasion.issuer(),
                occasion.patient(),
                occasion.actor(),
                CardSnapshot.of(offered.card()));
    }

    /** The key of a suggestion by its uuid. */
    Optional<String> suggestion(UUID suggestion) {
        return offered.suggestions().entrySet().stream()
                .filter(entry -> entry.getValue().equals(suggestion))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Never the patient. */
    @Override
    public String toString() {
        return "PendingCard[" + offered.uuid() + "]";
    }
}
