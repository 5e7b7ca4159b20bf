package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which ends of lines are no ends of sentences.
 *
 * <p>A line runs on where its last words want more, where it was so long that it was wrapped, and in a paragraph that was
 * wrapped to a narrow column: most of its lines have no room for the word that follows, and enough of them surely run on.
 */
final class LineEnds {

    /** A line that was so long that it was wrapped. */
    static final int WRAPPED = 60;

    private static final int NARROWEST = 20;
    private static final int LONGEST_LABEL = 40;
    private static final double NEARLY_FULL = 0.85;

    private final OpenLines open;
    private final Headings headings;

    LineEnds(ContextFile.Lines file, Headings headings) {
        this.open = new OpenLines(file, headings);
        this.headings = headings;
    }

    /** A line without the white space around it; {@code newline} is where it ends in the text. */
    private record Line(int start, int end, int newline) {

        static Line of(String text, int start, int newline) {
            int from = start;
            int to = newline;
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            return new Line(from, to, newline);
        }

        int length() {
            return end - start;
        }

        boolean isNearlyFull(String text, Line next, int width) {
            int word = next.start;
            while (word < next.end && !Character.isWhitespace(text.charAt(word))) {
                word++;
            }
            return length() + 1 + word - next.start >= NEARLY_FULL * width;
        }
    }

    /** The offsets of the line breaks that wrap a sentence, whatever the next line begins with. */
    BitSet wraps(String text) {
        BitSet wraps = new BitSet();
        List<Line> paragraph = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int newline = text.indexOf('\n', at);
            Line line = Line.of(text, at, newline < 0 ? text.length() : newline);
            boolean title = isTitle(text, line);
            if (line.length() == 0 || title || Sentences.isListItem(text, at)) {
                mark(text, paragraph, wraps);
                paragraph.clear();
            }
            if (line.length() > 0 && !title) {
                paragraph.add(line);
            }
            at = line.newline() + 1;
        }
        mark(text, paragraph, wraps);
        return wraps;
    }

    private boolean isTitle(String text, Line line) {
        return line.length() > 0
                && line.length() < LONGEST_LABEL
                && headings.isTitle(Words.of(text, line.start(), line.end()));
    }

    private void mark(String text, List<Line> paragraph, BitSet wraps) {
        boolean column = isColumn(text, paragraph);
        int width = width(paragraph);
        for (int i = 0; i + 1 < paragraph.size(); i++) {
            Line line = paragraph.get(i);
            Line next = paragraph.get(i + 1);
            boolean full = line.length() >= WRAPPED || column && line.isNearlyFull(text, next, width);
            if ((full || open.isOpen(text, line.start(), line.end())) && !isLabelled(text, next)) {
                wraps.set(line.newline());
            }
        }
    }

    private boolean isColumn(String text, List<Line> paragraph) {
        int width = width(paragraph);
        int breaks = paragraph.size() - 1;
        int full = 0;
        int sure = 0;
        for (int i = 0; i < breaks; i++) {
            Line line = paragraph.get(i);
            full += line.isNearlyFull(text, paragraph.get(i + 1), width) ? 1 : 0;
            sure += runsOn(text, line, paragraph.get(i + 1)) ? 1 : 0;
        }
        return breaks > 1 && width >= NARROWEST && 4 * full >= 3 * breaks && 3 * sure >= breaks;
    }

    private static int width(List<Line> paragraph) {
        return paragraph.stream().mapToInt(Line::length).max().orElse(0);
    }

    private boolean runsOn(String text, Line line, Line next) {
        return Character.isLowerCase(text.charAt(next.start()))
                || text.charAt(line.end() - 1) == ','
                || open.isOpen(text, line.start(), line.end());
    }

    /** "Plan: rest", but not "PE, seen at 10:30". */
    private static boolean isLabelled(String text, Line line) {
        int at = line.start();
        int most = Math.min(line.end(), at + LONGEST_LABEL);
        while (at < most && (Character.isLetterOrDigit(text.charAt(at)) || " /&-()".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at < most && text.charAt(at) == ':' && (at + 1 == line.end() || text.charAt(at + 1) == ' ');
    }
}
