package org.prodrome.web.advice;

/** What became of a card before it reached anybody. */
enum Showing {
    SHOWN,
    /** Its rule or model is in the silent stage, or in pilot and the asker is not. */
    SILENT,
    /** A decision holds it back. */
    DECIDED,
    /** A snooze holds it back. */
    SNOOZED
}
