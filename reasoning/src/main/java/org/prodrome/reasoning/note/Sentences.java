package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts clinical text into sentences.
 *
 * <p>A sentence ends at a full stop that no abbreviation needs, a question or exclamation mark, an empty line, before a list
 * item, and at a line's end unless the text runs on: the next line begins in lower case, or the line was wrapped
 * ({@link LineEnds}). A sentence never has more than {@value #LONGEST} characters, so that hostile text costs no more than its length.
 */
final class Sentences {

    private static final int LONGEST = 1_000;
    private static final int NEAR = 60;

    private final Set<String> abbreviations;
    private final LineEnds lineEnds;

    /** Sentences that know these abbreviations, lower case and without their stop. */
    Sentences(Set<String> abbreviations, LineEnds lineEnds) {
        this.abbreviations = Set.copyOf(abbreviations);
        this.lineEnds = lineEnds;
    }

    /** A range of the text, never empty. */
    record Span(int start, int end) {}

    /** Without white space around them. */
    List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        BitSet wraps = lineEnds.wraps(text);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean newline = text.charAt(i) == '\n';
            boolean cut = newline ? endsAtLine(text, start, i, wraps) : endsAtMark(text, start, i);
            if (cut || i - start >= LONGEST && !Character.isLetterOrDigit(text.charAt(i)) || i - start >= 2 * LONGEST) {
                add(text, start, i + 1, spans);
                start = i + 1;
            }
        }
        add(text, start, text.length(), spans);
        return spans;
    }

    private static void add(String text, int start, int end, List<Span> spans) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            spans.add(new Span(from, to));
        }
    }

    private boolean endsAtMark(String text, int start, int at) {
        char c = text.charAt(at);
        if (c == '!' || c == '?') {
            boolean asks = Character.isLetterOrDigit(lastBefore(text, start, at)) || lastBefore(text, start, at) == ')';
            return asks && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
        }
        if (c != '.' || at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))) {
            return false;
        }
        String before = wordBefore(text, at);
        boolean lower = Character.isLowerCase(firstAfter(text, at + 1));
        return !(abbreviations.contains(before) || lower && before.length() == 1);
    }

    private static boolean endsAtLine(String text, int start, int newline, BitSet wraps) {
        char last = lastBefore(text, start, newline);
        boolean emptyLine = last == '\n' || isEmptyLine(text, newline + 1);
        if (emptyLine || isListItem(text, newline + 1) || last == '.' || last == ':') {
            return true;
        }
        boolean lower = Character.isLowerCase(firstAfter(text, newline + 1));
        return !(last == ',' || lower || wraps.get(newline));
    }

    private static boolean isEmptyLine(String text, int from) {
        for (int i = from; i < text.length() && i - from < LONGEST; i++) {
            if (text.charAt(i) == '\n') {
                return true;
            }
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A bullet, a number with a stop that is no decimal point, or a box to tick. */
    static boolean isListItem(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < NEAR && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int digits = at;
        while (digits < text.length() && digits - at < 3 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits > at) {
            boolean stop = digits < text.length() && (text.charAt(digits) == '.' || text.charAt(digits) == ')');
            return stop && (digits + 1 == text.length() || !Character.isDigit(text.charAt(digits + 1)));
        }
        return at < text.length() && "-*\u2022[#>+\u00b7".indexOf(text.charAt(at)) >= 0;
    }

    private static char firstAfter(String text, int from) {
        for (int i = from; i < text.length() && i - from < NEAR; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return '\n';
    }

    private static char lastBefore(String text, int start, int end) {
        for (int i = end - 1; i >= start && end - i < NEAR; i--) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return '\n';
    }

    private static String wordBefore(String text, int end) {
        int start = end;
        while (start > 0
                && end - start < 12
                && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
