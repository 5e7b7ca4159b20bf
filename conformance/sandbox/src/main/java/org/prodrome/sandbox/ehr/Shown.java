package org.prodrome.sandbox.ehr;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card;
import org.prodrome.sandbox.cds.CdsService;

/**
 * A card in front of a user.
 *
 * @param key this EHR's own id for it, since a card may come without a uuid
 * @param taken which of its suggestions were applied
 * @param outcome what the user did with it, in words; null while they have done nothing
 */
record Shown(
        String key,
        Place place,
        CdsService service,
        Card card,
        Set<Integer> taken,
        boolean overridden,
        @Nullable String outcome) {

    /** Whose chart, in front of whom, and on which page. */
    record Place(String patientId, String practitionerId, Page page) {}

    /** The two pages that show cards. */
    enum Page {
        CHART,
        ORDERS
    }

    Shown {
        taken = Set.copyOf(taken);
    }

    boolean open() {
        return taken.isEmpty() && !overridden;
    }

    boolean demandsAnswer() {
        return open() && card.indicator() == Card.Indicator.CRITICAL;
    }

    boolean offers(int suggestion) {
        return !overridden && !taken.contains(suggestion) && (taken.isEmpty() || !card.chooseOne());
    }

    Shown taking(int suggestion, String words) {
        Set<Integer> more = new HashSet<>(taken);
        more.add(suggestion);
        return new Shown(key, place, service, card, more, overridden, words);
    }

    Shown overriding(String words) {
        return new Shown(key, place, service, card, taken, true, words);
    }
}
