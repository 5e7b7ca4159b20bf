package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.advice.CardLedger;
import org.prodrome.web.advice.CardLedger.IssuedCard;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.cdshooks.FeedbackReader.Accepted;
import org.prodrome.web.cdshooks.FeedbackReader.Feedback;
import org.prodrome.web.cdshooks.FeedbackReader.Overridden;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.OverrideReasons;
import org.prodrome.web.decision.Suppression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

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
    private final HookMeters meters;
    private final AuditLog audit;
    private final StoreBacklog store;
    private final ProdromeSettings settings;
    private final Clock clock;

    FeedbackDesk(
            CardLedger ledger,
            DecisionBook book,
            OverrideReasons reasons,
            Suppression suppression,
            HookMeters meters,
            AuditLog audit,
            StoreBacklog store,
            ProdromeSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.book = book;
        this.reasons = reasons;
        this.suppression = suppression;
        this.meters = meters;
        this.audit = audit;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Records each entry in a transaction of its own: one that can't be placed costs no other its decision. All of them together
     * wait no longer for their cards than one may.
     *
     * @throws Overloaded where one could not be kept since its card or the database is not there, after all others were: the client
     *     is to send them again
     */
    public void record(IssuerSettings issuer, List<Feedback> entries) {
        Deadline until = Deadline.in(settings.hooks().feedback());
        @Nullable RuntimeException trouble = null;
        for (Feedback entry : entries) {
            try {
                place(issuer, entry, until);
            } catch (DataAccessException | TransactionException away) {
                LOG.error("Feedback could not be kept: {}", away.getClass().getName());
                meters.feedbackRefused();
                trouble = new Overloaded("feedback that could not be kept: send it again");
            } catch (RuntimeException failure) {
                trouble = trouble == null ? failure : trouble;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void place(IssuerSettings issuer, Feedback entry, Deadline until) {
        if (ledger.isLost(entry.card())) {
            recordWithoutCard(entry);
            return;
        }
        Optional<IssuedCard> card = ledger.find(entry.card()).filter(found -> issuer.isAt(found.issuer()));
        if (card.isPresent()) {
            record(card.get(), entry, until);
        } else {
            meters.feedbackUnknown("card");
            LOG.warn("CDS Hooks feedback about a card that was never issued to its sender");
        }
    }

    /** Its card was shown and could not be kept, and never will be: what was decided is in the audit log alone. */
    private void recordWithoutCard(Feedback entry) {
        Map<String, String> facts = Map.of(
                "card", entry.card().toString(),
                "at", entry.at().toString(),
                "outcome", outcome(entry),
                "lost", "the card itself could not be kept");
        if (!store.offer(() -> audit.append(AuditKind.DECISION, null, null, facts))) {
            throw new TransientDataAccessResourceException("too much waits to be kept");
        }
        meters.feedbackUnknown("lost");
    }

    private static String outcome(Feedback entry) {
        return switch (entry.outcome()) {
            case Accepted accepted -> "accepted " + accepted.suggestions();
            case Overridden overridden -> "overridden " + Objects.requireNonNullElse(overridden.code(), "");
        };
    }

    private void record(IssuedCard card, Feedback entry, Deadline until) {
        switch (entry.outcome()) {
            case Accepted accepted -> accepted.suggestions().forEach(id -> accept(card, entry, id, until));
            case Overridden overridden ->
                keep(card, act(card, overridden, entry), entry, entry.at().toString(), until);
        }
    }

    private void accept(IssuedCard card, Feedback entry, UUID suggestion, Deadline until) {
        Optional<String> key = ledger.suggestion(card.uuid(), suggestion);
        if (key.isEmpty()) {
            meters.feedbackUnknown("suggestion");
            LOG.warn("CDS Hooks feedback about a suggestion its card did not have");
            return;
        }
        keep(card, new Act.Accepted(key.get()), entry, entry.at().toString() + suggestion, until);
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
    private void keep(IssuedCard card, Act act, Feedback entry, String token, Deadline until) {
        var acted = new DecisionBook.Acted(
                card.patient(), card.uuid(), card.matter(), act, Channel.CDS, card.actor(), said(entry));
        ledger.onceKept(card.uuid(), until, () -> book.record(acted, token));
    }
}
