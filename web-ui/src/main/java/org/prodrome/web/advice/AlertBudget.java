package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.store.Pseudonym;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of how many matters one user is told by hooks in 60 minutes. Counted in the database, so on every node.
 *
 * <p>A matter counts once: what was told within the hour and comes again, at signing what was said at selecting, costs nothing.
 * Critical cards and cards that say "not checked" are always told and cost nothing. So is everything in the app, which the user opened to
 * read, and everything asked for nobody in particular. Where an answer about orders in progress would have nothing left to tell of them,
 * their most urgent card is told all the same: no answer, for want of budget, looks like a pass. Calls of one user that run at the same time do not see each other and may
 * together tell more. A store that can't be read limits nothing.
 */
@Component
class AlertBudget {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBudget.class);
    static final Duration SPAN = Duration.ofMinutes(60);

    private final JdbcClient jdbc;
    private final ProdromeSettings settings;
    private final QuickReads quick;
    private final Clock clock;

    AlertBudget(JdbcClient jdbc, ProdromeSettings settings, QuickReads quick, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.quick = quick;
        this.clock = clock;
    }

    int perHour() {
        return settings.suppression().alertsPerHour();
    }

    /**
     * The cards that are told.
     *
     * @param cards most urgent first: those that come first are told first
     */
    List<Card> within(Asker asker, Pseudonym actor, List<Card> cards) {
        boolean limited = perHour() > 0
                && asker.channel() == Channel.CDS
                && !asker.userType().isEmpty()
                && cards.stream().anyMatch(AlertBudget::costs);
        return limited ? within(quick.of(asker, "alert-budget", () -> told(actor), Set.of()), cards, perHour()) : cards;
    }

    /** Pure: what fits, where some matters were told already. */
    static List<Card> within(Set<Matter> toldBefore, List<Card> cards, int perHour) {
        Set<Matter> told = new HashSet<>(toldBefore);
        List<Card> within = new ArrayList<>();
        boolean ordersTold = cards.stream().anyMatch(card -> card.order() != null && !costs(card));
        for (Card card : cards) {
            boolean fits = !costs(card) || told.contains(card.matter()) || told.size() < perHour;
            if (fits || card.order() != null && !ordersTold) {
                within.add(card);
                ordersTold = ordersTold || card.order() != null;
                if (costs(card)) {
                    told.add(card.matter());
                }
            }
        }
        return within;
    }

    private static boolean costs(Card card) {
        return card.severity() != Severity.CRITICAL && !(card.basis() instanceof Basis.NotEvaluated);
    }

    private Set<Matter> told(Pseudonym actor) {
        try {
            return Set.copyOf(jdbc.sql(
                            "SELECT DISTINCT matter FROM card WHERE actor = ? AND issued_at > ? AND channel = 'CDS'"
                                    + " AND outcome = 'SHOWN' AND severity <> 'CRITICAL' AND source_id <> 'not-evaluated'")
                    .params(actor.hash(), OffsetDateTime.now(clock).minus(SPAN))
                    .query((row, rowNumber) -> new Matter(row.getString("matter")))
                    .list());
        } catch (DataAccessException failure) {
            LOG.error(
                    "The alert budget could not be counted and limits nothing: {}",
                    failure.getClass().getName());
            return Set.of();
        }
    }
}
