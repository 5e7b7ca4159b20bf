package org.prodrome.web.decision;

import java.time.Instant;
import java.util.UUID;
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
 */
public record Decision(UUID id, UUID card, Matter matter, Act act, Channel channel, Pseudonym actor, Instant at) {}
