package org.prodrome.fhir.document;

/**
 * What holds within one group; a group inherits it and gives it back at its end.
 *
 * @param destination where its text goes
 * @param hidden hidden text ({@code \v})
 * @param deleted struck by a revision ({@code \deleted})
 * @param font number in the font table, -1 for the document's own code page
 * @param fallback characters to skip after a Unicode character ({@code \\ucN})
 */
record RtfGroup(Destination destination, boolean hidden, boolean deleted, int font, int fallback) {
    static final RtfGroup START = new RtfGroup(Destination.TEXT, false, false, -1, 1);

    /** Where the text of a group goes. */
    enum Destination {
        TEXT,
        FONT_TABLE,
        SKIPPED
    }

    boolean isText() {
        return destination == Destination.TEXT && !hidden && !deleted;
    }

    boolean isFontTable() {
        return destination == Destination.FONT_TABLE;
    }

    RtfGroup skipped() {
        return isFontTable() ? this : new RtfGroup(Destination.SKIPPED, hidden, deleted, font, fallback);
    }

    RtfGroup fontTable() {
        return new RtfGroup(Destination.FONT_TABLE, hidden, deleted, font, fallback);
    }

    RtfGroup withHidden(boolean now) {
        return new RtfGroup(destination, now, deleted, font, fallback);
    }

    RtfGroup withDeleted(boolean now) {
        return new RtfGroup(destination, hidden, now, font, fallback);
    }

    RtfGroup withFont(int now) {
        return new RtfGroup(destination, hidden, deleted, now, fallback);
    }

    RtfGroup withFallback(int now) {
        return new RtfGroup(destination, hidden, deleted, font, now);
    }

    /** {@code \plain}: character formatting ends. */
    RtfGroup plain() {
        return new RtfGroup(destination, false, false, -1, fallback);
    }
}
