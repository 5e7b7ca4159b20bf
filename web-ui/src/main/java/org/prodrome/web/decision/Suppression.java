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
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;

/**
 * What was decided is not offered again, for as long as the policy says and while the facts are the same (a matter's
 * hash changes with them). Pure.
 *
 * <p>Four things look like bugs and are not. A card that says "not checked" is never held back: whoever set one aside
 * still has to know the next time. An accepted warning about an order in progress suppresses nothing: the
 * order was taken back, and whoever enters it again must be warned again. A contested card stays: it is wrong only once
 * a reviewer says so. A joined card is held back only when each of its parts is: what was never seen is shown.
 *
 * @param criticalOverride how long an override of a critical card counts
 * @param otherOverride how long any other override counts
 * @param accepted how long an accepted suggestion that is about no order in progress counts
 * @param episodeAtMost how long an override counts at most in the encounter it was made in
 * @param zone the site's time zone, for the day a snooze ends
 */
public record Suppression(
        Duration criticalOverride, Duration otherOverride, Duration accepted, Duration episodeAtMost, ZoneId zone) {

    /** Overrides count by the clock alone. */
    public Suppression(Duration criticalOverride, Duration otherOverride, Duration accepted, ZoneId zone) {
        this(criticalOverride, otherOverride, accepted, Duration.ZERO, zone);
    }

    /** The decision that keeps the card back outside of any encounter, if one does. */
    public Optional<Decision> of(Card card, List<Decision> decisions, Instant now) {
        return of(card, decisions, null, now);
    }

    /**
     * The decision that keeps the card back, if one does; of a joined card, the one that holds its first part.
     *
     * @param decisions about this patient, oldest first
     * @param episode keyed hash of the open encounter, or null
     */
    public Optional<Decision> of(Card card, List<Decision> decisions, @Nullable String episode, Instant now) {
        Set<UUID> undone = undone(decisions);
        List<Decision> standing = decisions.reversed().stream()
                .filter(decision -> !undone.contains(decision.id()))
                .toList();
        List<Optional<Decision>> holding = card.separate().stream()
                .map(part -> holding(part, standing, episode, now))
                .toList();
        return holding.stream().allMatch(Optional::isPresent) ? holding.getFirst() : Optional.empty();
    }

    /** Whether a decision that holds a card back was an override in this very encounter. */
    public boolean isOfEpisode(Decision holding, @Nullable String episode) {
        return holding.act() instanceof Act.Overridden && episode != null && episode.equals(holding.episode());
    }

    private Optional<Decision> holding(Card part, List<Decision> standing, @Nullable String episode, Instant now) {
        return part.basis() instanceof Basis.NotEvaluated
                ? Optional.empty()
                : standing.stream()
                        .filter(decision -> decision.covers().contains(part.matter()))
                        .filter(decision -> holds(part, decision, episode, now))
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

    private boolean holds(Card card, Decision decision, @Nullable String episode, Instant now) {
        return switch (decision.act()) {
            case Act.Accepted ignored -> card.order() == null && within(decision, accepted, now);
            case Act.Overridden ignored ->
                within(decision, overrideOf(card), now)
                        || isOfEpisode(decision, episode) && within(decision, episodeAtMost, now);
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
