package org.prodrome.web.advice;

import org.prodrome.web.decision.Decision;

/**
 * A card somebody decided on, in either channel.
 *
 * @param shown the card as it was shown then
 * @param decision what was decided
 */
public record DecidedCard(CardSnapshot shown, Decision decision) {}
