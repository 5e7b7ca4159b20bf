package org.prodrome.web.governance;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a rule's settings that somebody asked for.
 *
 * @param ruleId which rule
 * @param version of it
 * @param hash of that version's content; null of one made before this was kept
 * @param kind by two people or at once
 * @param status what became of it
 * @param base the rule's revision that it was made from
 * @param from the settings then
 * @param to the settings it asks for
 * @param reason why, in the author's words
 * @param by the author's pseudonym
 * @param provider who vouched for the author, as a keyed hash; null of one made before this was kept
 * @param decision of another person, or null while there is none
 */
public record RuleChange(
        UUID id,
        String ruleId,
        String version,
        @Nullable String hash,
        Kind kind,
        Status status,
        int base,
        RuleSettings from,
        RuleSettings to,
        String reason,
        String by,
        @Nullable String provider,
        Instant at,
        @Nullable Decided decision) {

    /** Who decided on it. */
    public record Decided(String by, Instant at, @Nullable String reason) {}

    /** Whether it takes two people. */
    public enum Kind {
        CHANGE,
        STOP
    }

    /** What became of a change. */
    public enum Status {
        PROPOSED,
        RELEASED,
        REFUSED,
        WITHDRAWN,
        UNCONFIRMED,
        CONFIRMED,
        /** A stop that another person took back. */
        OVERTURNED,
        /** A stop that nobody had confirmed when two people changed the rule. */
        SUPERSEDED
    }

    /** Whether somebody still has to decide. */
    public boolean isOpen() {
        return status == Status.PROPOSED || status == Status.UNCONFIRMED;
    }
}
