package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
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
import org.prodrome.web.decision.Suppression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

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
    private final Suppression suppression;
    private final Clock clock;

    FeedbackDesk(CardLedger ledger, DecisionBook book, OverrideReasons reasons, Suppression suppression, Clock clock) {
        this.ledger = ledger;
        this.book = book;
        this.reasons = reasons;
        this.suppression = suppression;
        this.clock = clock;
    }

    /**
     * Records each entry in a transaction of its own: one that can't be placed costs no other its decision.
     *
     * @throws RuntimeException where one could not be kept, after all others were: the client is to send them again
     */
    public void record(IssuerSettings issuer, List<Feedback> entries) {
        @Nullable RuntimeException trouble = null;
        for (Feedback entry : entries) {
            try {
                place(issuer, entry);
            } catch (RuntimeException failure) {
                trouble = failure;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void place(IssuerSettings issuer, Feedback entry) {
        Optional<IssuedCard> card = ledger.find(entry.card()).filter(found -> issuer.isAt(found.issuer()));
        if (card.isEmpty()) {
            LOG.warn("CDS Hooks feedback about a card that was never issued to its sender");
            return;
        }
        record(card.get(), entry);
    }

    private void record(IssuedCard card, Feedback entry) {
        switch (entry.outcome()) {
            case Accepted accepted -> accepted.suggestions().forEach(id -> accept(card, entry, id));
            case Overridden overridden ->
                keep(card, act(card, overridden, entry), entry, entry.at().toString());
        }
    }

    private void accept(IssuedCard card, Feedback entry, UUID suggestion) {
        Optional<String> key = ledger.suggestion(card.uuid(), suggestion);
        if (key.isEmpty()) {
            LOG.warn("CDS Hooks feedback about a suggestion its card did not have");
            return;
        }
        keep(card, new Act.Accepted(key.get()), entry, entry.at().toString() + suggestion);
    }

    /** A reason may ask for a reminder: then it is a snooze, counted from the day it was told. */
    private Act act(IssuedCard card, Overridden overridden, Feedback entry) {
        String code = overridden.code();
        return code == null
                ? new Act.Overridden(NO_REASON, overridden.comment())
                : reasons.act(
                        code,
                        overridden.comment(),
                        Severity.valueOf(card.shown().severity()),
                        LocalDate.ofInstant(said(entry), suppression.zone()));
    }

    /** When it was decided; what a client says of the future was decided now. */
    private Instant said(Feedback entry) {
        Instant now = Instant.now(clock);
        return entry.at().isBefore(now) ? entry.at() : now;
    }

    /** CDS feedback does not say who acted: it counts as the user the card was issued for. */
    private void keep(IssuedCard card, Act act, Feedback entry, String token) {
        var acted = new DecisionBook.Acted(
                card.patient(), card.uuid(), card.matter(), act, Channel.CDS, card.actor(), said(entry));
        ledger.onceKept(card.uuid(), () -> book.record(acted, token));
    }
}
