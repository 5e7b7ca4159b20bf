package org.prodrome.web.decision;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.web.store.Pseudonym;

/**
 * A clinician's act on a card. Decisions are only ever added.
 *
 * @param id of the decision
 * @param card uuid of the card as it was shown
 * @param matter what the card was about
 * @param act what was done
 * @param channel where
 * @param actor who, as a pseudonym
 * @param at when
 * @param covers every matter that was on the card, its own among them: the decision counts for each
 * @param criticals those of them that were critical on that card
 * @param episode keyed hash of the encounter the card was shown in, or null where none was open
 */
public record Decision(
        UUID id,
        UUID card,
        Matter matter,
        Act act,
        Channel channel,
        Pseudonym actor,
        Instant at,
        Set<Matter> covers,
        Set<Matter> criticals,
        @Nullable String episode) {
    public Decision {
        covers = Stream.concat(Stream.of(matter), covers.stream()).collect(Collectors.toUnmodifiableSet());
        criticals = Set.copyOf(criticals);
    }

    /** On a card about one matter that was not critical, outside of any encounter. */
    public Decision(UUID id, UUID card, Matter matter, Act act, Channel channel, Pseudonym actor, Instant at) {
        this(id, card, matter, act, channel, actor, at, Set.of(), Set.of(), null);
    }
}
