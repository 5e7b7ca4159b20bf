package org.prodrome.web.advice;

/** What became of a card before it reached anybody; the value of {@code card.outcome}. */
public enum Showing {
    SHOWN,
    /** Its rule or model is in the silent stage, or in pilot and the asker is not. */
    SILENT,
    /** A decision holds it back. */
    DECIDED,
    /** A snooze holds it back. */
    SNOOZED,
    /** An override made in the same encounter holds it back. */
    EPISODE,
    /** The user was told of as much as the site allows in an hour. */
    BUDGET,
    /** The site does not show it to the user's role. */
    ROLE,
    /** The site does not show it on the encounter's unit. */
    UNIT,
    /** The site does not show it in the encounter's service. */
    SERVICE,
    /** It was to be shown, and the answer never went out: it came too late, or the client had gone. */
    NOT_SENT;

    boolean isTold() {
        return this == SHOWN;
    }

    /** Whether the site keeps it from the user's role, unit or service. */
    boolean isBySite() {
        return this == ROLE || this == UNIT || this == SERVICE;
    }

    /** Whether it was kept from somebody who is otherwise shown its rule or model. */
    public boolean isHeldBack() {
        return this != SHOWN && this != SILENT && this != NOT_SENT;
    }

    /** Whether somebody's decision keeps it back. */
    boolean isDecided() {
        return this == DECIDED || this == SNOOZED || this == EPISODE;
    }
}
