package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.Moment;
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
 * Of how many matters one user is told by hooks in 60 minutes: so many where a chart is opened, and as many where orders are
 * picked. Neither uses the other up. Counted in the database, so on every node.
 *
 * <p>Of what is about orders, only what comes again at signing may wait: at every other moment all of it is told. And of each order in
 * progress the most urgent card of each severity is told in any case: a warning about one order never hides another's.
 *
 * <p>A matter counts once: what was told within the hour and comes again costs nothing. Critical cards and cards that say "not
 * checked" are always told and cost nothing. So is everything in the app, which the user opened to read, and everything asked for
 * nobody in particular. Calls of one user that run at the same time do not see each other and may together tell more. A store
 * that can't be read limits nothing.
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
     * @param moment it is asked at
     * @param cards most urgent first: those that come first are told first
     */
    List<Card> within(Asker asker, Pseudonym actor, Moment moment, List<Card> cards) {
        boolean limited = perHour() > 0
                && (moment.isAtChart() || comesAgain(moment))
                && asker.channel() == Channel.CDS
                && asker.isSomebody()
                && cards.stream().anyMatch(AlertBudget::costs);
        return limited
                ? within(quick.of(asker, "alert-budget", () -> told(actor, moment), Set.of()), cards, perHour())
                : cards;
    }

    /** Whether what is held back now is told before anything is done. */
    static boolean comesAgain(Moment moment) {
        return moment == Moment.ORDER_SELECT;
    }

    /** Pure: what fits, where some matters were told already. */
    static List<Card> within(Set<Matter> toldBefore, List<Card> cards, int perHour) {
        Set<Matter> told = new HashSet<>(toldBefore);
        List<Card> within = new ArrayList<>();
        Set<OrderAt> orders = new HashSet<>();
        for (Card card : cards) {
            FhirReference order = card.order();
            boolean first = order != null && orders.add(new OrderAt(order.literal(), card.severity()));
            if (first || !costs(card) || told.contains(card.matter()) || told.size() < perHour) {
                within.add(card);
                if (costs(card)) {
                    told.add(card.matter());
                }
            }
        }
        return within;
    }

    /** An order in progress and how urgent what is said of it. */
    private record OrderAt(String order, Severity severity) {}

    private static boolean costs(Card card) {
        return card.severity() != Severity.CRITICAL && !(card.basis() instanceof Basis.NotEvaluated);
    }

    private Set<Matter> told(Pseudonym actor, Moment moment) {
        List<String> moments = Stream.of(Moment.values())
                .filter(other -> moment.isAtChart() ? other.isAtChart() : comesAgain(other))
                .map(Moment::name)
                .toList();
        try {
            return Set.copyOf(jdbc.sql(
                            "SELECT DISTINCT c.matter FROM card c JOIN assessment a ON a.id = c.assessment_id"
                                    + " WHERE c.actor = :actor AND c.issued_at > :since AND c.channel = 'CDS' AND c.outcome = 'SHOWN'"
                                    + " AND c.severity <> 'CRITICAL' AND c.source_id <> 'not-evaluated' AND a.moment IN (:moments)")
                    .param("actor", actor.hash())
                    .param("since", OffsetDateTime.now(clock).minus(SPAN))
                    .param("moments", moments)
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
