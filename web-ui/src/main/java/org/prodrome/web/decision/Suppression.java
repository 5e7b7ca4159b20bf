package org.prodrome.web.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;

/**
 * What was decided is not offered again, for as long as the policy says and while the facts are the same (a matter's
 * hash changes with them). Pure.
 *
 * <p>Three things look like bugs and are not. A card that says "not checked" is never held back: whoever set one aside
 * still has to know the next time. An accepted warning about an order in progress suppresses nothing: the
 * order was taken back, and whoever enters it again must be warned again. A contested card stays: it is wrong only once
 * a reviewer says so.
 *
 * @param criticalOverride how long an override of a critical card counts
 * @param otherOverride how long any other override counts
 * @param accepted how long an accepted suggestion that is about no order in progress counts
 * @param zone the site's time zone, for the day a snooze ends
 */
public record Suppression(Duration criticalOverride, Duration otherOverride, Duration accepted, ZoneId zone) {

    /** The decision that keeps the card back, if one does. */
    public Optional<Decision> of(Card card, List<Decision> decisions, Instant now) {
        if (card.basis() instanceof Basis.NotEvaluated) {
            return Optional.empty();
        }
        Set<UUID> undone = undone(decisions);
        return decisions.reversed().stream()
                .filter(decision -> !undone.contains(decision.id()))
                .filter(decision -> decision.matter().equals(card.matter()))
                .filter(decision -> holds(card, decision, now))
                .findFirst();
    }

    /** What was accepted and then taken back. */
    private static Set<UUID> undone(List<Decision> decisions) {
        return decisions.stream()
                .map(Decision::act)
                .filter(Act.Withdrawn.class::isInstance)
                .map(act -> ((Act.Withdrawn) act).accepted())
                .collect(Collectors.toSet());
    }

    private boolean holds(Card card, Decision decision, Instant now) {
        return switch (decision.act()) {
            case Act.Accepted ignored -> card.order() == null && within(decision, accepted, now);
            case Act.Overridden ignored -> within(decision, overrideOf(card), now);
            case Act.Snoozed snoozed -> LocalDate.ofInstant(now, zone).isBefore(snoozed.until());
            case Act.Contested ignored -> false;
            case Act.Withdrawn ignored -> false;
        };
    }

    private Duration overrideOf(Card card) {
        return card.severity() == Severity.CRITICAL ? criticalOverride : otherOverride;
    }

    private static boolean within(Decision decision, Duration span, Instant now) {
        return now.isBefore(decision.at().plus(span));
    }
}
