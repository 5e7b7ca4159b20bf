package org.prodrome.fhir.document;

/** Text as it is written down: spaces run together, paragraphs apart by one empty line. Not thread-safe. */
final class Layout {
    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private int newlines;
    private int cells;
    private boolean space;

    Layout(int limit) {
        this.limit = limit;
    }

    /** Words in which white space only separates. */
    void words(CharSequence words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                space = true;
            } else {
                append(c);
            }
        }
    }

    /** Text whose lines and spaces are meant. */
    void preformatted(String lines) {
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            if (c == '\n') {
                line();
            } else if (Character.isWhitespace(c)) {
                space = true;
            } else {
                append(c);
            }
        }
    }

    /** Ends the line; at the start of the text, and after an empty line, it says nothing. */
    void line() {
        newLines(Math.min(2, newlines + 1));
    }

    /** Ends the line if there is one. */
    void freshLine() {
        newLines(Math.max(newlines, 1));
    }

    /** Ends the paragraph. */
    void paragraph() {
        newLines(2);
    }

    /** Separates two cells of a row. */
    void cell() {
        if (newlines == 0 && !text.isEmpty()) {
            cells++;
        }
    }

    String text() {
        return text.toString().strip();
    }

    private void append(char c) {
        if (text.length() >= limit) {
            throw new DocumentBroken("expected at most " + limit + " characters, got more");
        }
        if (!text.isEmpty()) {
            text.append(separator());
        }
        newLines(0);
        text.append(c);
    }

    private String separator() {
        if (newlines > 0) {
            return "\n".repeat(newlines);
        }
        return cells > 0 ? " |".repeat(cells) + " " : space ? " " : "";
    }

    private void newLines(int count) {
        newlines = count;
        cells = 0;
        space = false;
    }
}
