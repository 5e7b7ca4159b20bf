package org.prodrome.web.decision;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a clinician did with a card. */
public sealed interface Act {

    /** Took a suggestion, by its key within the matter. */
    record Accepted(String suggestion) implements Act {}

    /**
     * Set the card aside for a reason.
     *
     * @param reason code of the override-reason list; {@code other} needs a comment
     * @param comment the clinician's words, or null
     */
    record Overridden(String reason, @Nullable String comment) implements Act {}

    /** Asked not to see it until a day. */
    record Snoozed(LocalDate until) implements Act {}

    /** Says that the advice is wrong; goes to a reviewer. */
    record Contested(String comment) implements Act {}

    /**
     * Took back what was accepted before.
     *
     * @param accepted id of the decision that is undone
     */
    record Withdrawn(UUID accepted) implements Act {}

    /**
     * Is on record and cannot be read: what was done is unknown. It holds nothing back, and what it may have undone counts as undone.
     *
     * @param kind the column value, of this version or of another
     */
    record Unreadable(String kind) implements Act {
        /** Whether it may have taken back what was accepted on its card. */
        boolean mayUndo() {
            return kind.equals(WITHDRAWN);
        }
    }

    /** The column value of {@link Withdrawn}. */
    String WITHDRAWN = "WITHDRAWN";

    /** The column value. */
    default String kind() {
        return switch (this) {
            case Accepted ignored -> "ACCEPTED";
            case Overridden ignored -> "OVERRIDDEN";
            case Snoozed ignored -> "SNOOZED";
            case Contested ignored -> "CONTESTED";
            case Withdrawn ignored -> WITHDRAWN;
            case Unreadable unreadable -> unreadable.kind();
        };
    }
}
