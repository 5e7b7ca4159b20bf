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
import org.prodrome.web.store.Pseudonym;

/**
 * What was decided is not offered again, for as long as the policy says and while the facts are the same (a matter's
 * hash changes with them). Pure.
 *
 * <p>What is critical is held back by nothing but its reader's own override of it as critical: not by a snooze, not by what somebody
 * else decided, not by an override from when it was less than critical.
 *
 * <p>Five things look like bugs and are not. A card that says "not checked" is never held back: whoever set one aside
 * still has to know the next time. An accepted warning about an order in progress suppresses nothing: the
 * order was taken back, and whoever enters it again must be warned again. A contested card stays: it is wrong only once
 * a reviewer says so. A joined card is held back only when each of its parts is: what was never seen is shown. What was accepted on a
 * card on which something was taken back that cannot be read holds nothing back, as it might be that; nor is it written again, as it
 * might be another.
 *
 * @param criticalOverride how long an override of a critical card counts
 * @param otherOverride how long any other override counts
 * @param accepted how long an accepted suggestion that is about no order in progress counts
 * @param episodeAtMost how long an override counts at most in the encounter it was made in
 * @param criticalEpisodeAtMost the same for a critical card
 * @param zone the site's time zone, for the day a snooze ends
 */
public record Suppression(
        Duration criticalOverride,
        Duration otherOverride,
        Duration accepted,
        Duration episodeAtMost,
        Duration criticalEpisodeAtMost,
        ZoneId zone) {

    /** Overrides count by the clock alone. */
    public Suppression(Duration criticalOverride, Duration otherOverride, Duration accepted, ZoneId zone) {
        this(criticalOverride, otherOverride, accepted, Duration.ZERO, Duration.ZERO, zone);
    }

    /** The decision that keeps the card back outside of any encounter, if one does. */
    public Optional<Decision> of(Card card, List<Decision> decisions, @Nullable Pseudonym reader, Instant now) {
        return of(card, decisions, reader, null, now);
    }

    /**
     * The decision that keeps the card back, if one does; of a joined card, the one that holds its first part.
     *
     * @param decisions about this patient, oldest first
     * @param reader whom the card is for, or null where nobody is named: then nothing critical is held back
     * @param episode keyed hash of the open encounter, or null
     */
    public Optional<Decision> of(
            Card card, List<Decision> decisions, @Nullable Pseudonym reader, @Nullable String episode, Instant now) {
        List<Decision> standing = certain(standing(decisions));
        List<Optional<Decision>> holding = card.separate().stream()
                .map(part -> holding(part, standing, reader, episode, now))
                .toList();
        return holding.stream().allMatch(Optional::isPresent) ? holding.getFirst() : Optional.empty();
    }

    /** Whether somebody has taken a suggestion of each part, so that to take one again would, or might, write it twice. */
    public boolean isAccepted(Card card, List<Decision> decisions, Instant now) {
        List<Decision> standing = standing(decisions);
        return card.order() == null
                && card.separate().stream()
                        .allMatch(part -> standing.stream()
                                .anyMatch(decision -> decision.covers().contains(part.matter())
                                        && decision.act() instanceof Act.Accepted
                                        && within(decision, accepted, now)));
    }

    /** Newest first, without what was taken back. */
    private static List<Decision> standing(List<Decision> decisions) {
        Set<UUID> undone = undone(decisions);
        return decisions.reversed().stream()
                .filter(decision -> !undone.contains(decision.id()))
                .toList();
    }

    /** Without what was accepted on a card on which something was taken back, and nobody can read what. */
    private static List<Decision> certain(List<Decision> standing) {
        Set<UUID> doubtful = standing.stream()
                .filter(decision -> decision.act() instanceof Act.Unreadable lost && lost.mayUndo())
                .map(Decision::card)
                .collect(Collectors.toSet());
        return standing.stream()
                .filter(decision -> !(decision.act() instanceof Act.Accepted && doubtful.contains(decision.card())))
                .toList();
    }

    /** Whether a decision that holds a card back was an override in this very encounter. */
    public boolean isOfEpisode(Decision holding, @Nullable String episode) {
        return holding.act() instanceof Act.Overridden && episode != null && episode.equals(holding.episode());
    }

    private Optional<Decision> holding(
            Card part, List<Decision> standing, @Nullable Pseudonym reader, @Nullable String episode, Instant now) {
        return part.basis() instanceof Basis.NotEvaluated
                ? Optional.empty()
                : standing.stream()
                        .filter(decision -> decision.covers().contains(part.matter()))
                        .filter(decision -> part.severity() == Severity.CRITICAL
                                ? holdsCritical(part, decision, reader, episode, now)
                                : holds(part, decision, episode, now))
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

    private boolean holdsCritical(
            Card part, Decision decision, @Nullable Pseudonym reader, @Nullable String episode, Instant now) {
        return decision.act() instanceof Act.Overridden
                && decision.criticals().contains(part.matter())
                && decision.actor().equals(reader)
                && (within(decision, criticalOverride, now)
                        || isOfEpisode(decision, episode) && within(decision, criticalEpisodeAtMost, now));
    }

    private boolean holds(Card card, Decision decision, @Nullable String episode, Instant now) {
        return switch (decision.act()) {
            case Act.Accepted ignored -> card.order() == null && within(decision, accepted, now);
            case Act.Overridden ignored ->
                within(decision, otherOverride, now)
                        || isOfEpisode(decision, episode) && within(decision, episodeAtMost, now);
            case Act.Snoozed snoozed -> LocalDate.ofInstant(now, zone).isBefore(snoozed.until());
            case Act.Contested ignored -> false;
            case Act.Withdrawn ignored -> false;
            case Act.Unreadable ignored -> false;
        };
    }

    private static boolean within(Decision decision, Duration span, Instant now) {
        return now.isBefore(decision.at().plus(span));
    }
}
