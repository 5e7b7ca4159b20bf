package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.web.advice.CardLedger;
import org.prodrome.web.advice.CardLedger.IssuedCard;
import org.prodrome.web.cdshooks.FeedbackReader.Accepted;
import org.prodrome.web.cdshooks.FeedbackReader.Feedback;
import org.prodrome.web.cdshooks.FeedbackReader.Overridden;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.OverrideReasons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns feedback into decisions. A repeated report changes nothing; an unknown card is counted, not an error: the
 * standard has the client send feedback once and expect no more than an acknowledgement.
 */
@Service
class FeedbackDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackDesk.class);
    private static final String NO_REASON = "not-given";

    private final CardLedger ledger;
    private final DecisionBook book;
    private final OverrideReasons reasons;

    FeedbackDesk(CardLedger ledger, DecisionBook book, OverrideReasons reasons) {
        this.ledger = ledger;
        this.book = book;
        this.reasons = reasons;
    }

    /** Records all entries, or none. */
    @Transactional
    public void record(IssuerSettings issuer, List<Feedback> entries) {
        for (Feedback entry : entries) {
            Optional<IssuedCard> card = ledger.find(entry.card()).filter(found -> issuer.isAt(found.issuer()));
            if (card.isEmpty()) {
                LOG.warn("CDS Hooks feedback about a card that was never issued to its sender");
                continue;
            }
            record(card.get(), entry);
        }
    }

    private void record(IssuedCard card, Feedback entry) {
        switch (entry.outcome()) {
            case Accepted accepted -> accepted.suggestions().forEach(id -> accept(card, entry, id));
            case Overridden overridden -> keep(card, act(overridden), entry.timestamp());
        }
    }

    private void accept(IssuedCard card, Feedback entry, UUID suggestion) {
        String key = ledger.suggestion(card.uuid(), suggestion)
                .orElseThrow(() -> new FieldProblem(
                        "feedback.acceptedSuggestions.id", "a suggestion of the card", "an unknown one"));
        keep(card, new Act.Accepted(key), entry.timestamp() + suggestion);
    }

    private Act act(Overridden overridden) {
        String code = overridden.code();
        if (code == null) {
            return new Act.Overridden(NO_REASON, overridden.comment());
        }
        return reasons.knows(code)
                ? new Act.Overridden(code, overridden.comment())
                : new Act.Overridden("other", overridden.comment());
    }

    /** CDS feedback does not say who acted: it counts as the user the card was issued for. */
    private void keep(IssuedCard card, Act act, String token) {
        book.record(
                new DecisionBook.Acted(card.patient(), card.uuid(), card.matter(), act, Channel.CDS, card.actor()),
                token);
    }
}
