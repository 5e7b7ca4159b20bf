package org.prodrome.web.chart;

import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.OfferedCard;

/** What the clinician may do with a card; the card only says which was chosen. */
interface CardActs extends java.io.Serializable {
    void preview(OfferedCard card, Suggestion suggestion);

    void override(OfferedCard card);

    void snooze(OfferedCard card);

    void contest(OfferedCard card);

    void attributes(Basis basis);
}
