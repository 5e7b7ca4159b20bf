package org.prodrome.web.advice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * Cards that were shown and could not be kept, as long as there is room to remember them: what comes back about one of them is
 * refused rather than taken for a stranger's. Thread-safe.
 */
final class LostCards {
    private static final int MOST = 10_000;

    private final SequencedSet<UUID> lost = new LinkedHashSet<>();

    synchronized void add(List<PendingCard> cards) {
        cards.forEach(card -> lost.addLast(card.uuid()));
        while (lost.size() > MOST) {
            lost.removeFirst();
        }
    }

    synchronized boolean has(UUID card) {
        return lost.contains(card);
    }
}
