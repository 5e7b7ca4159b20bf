package org.prodrome.fhir.document;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an RTF reader knows at one place of a document: the open groups, the fonts, the text so far. */
final class RtfState {
    private final Deque<RtfGroup> outer = new ArrayDeque<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final RtfFonts fonts = new RtfFonts();
    private final StringBuilder text = new StringBuilder();
    private final Limits limits;
    private RtfGroup group = RtfGroup.START;
    private int fallback;

    RtfState(Limits limits) {
        this.limits = limits;
    }

    void open() {
        flush();
        if (outer.size() >= limits.depth()) {
            throw new DocumentBroken("expected groups nested at most " + limits.depth() + " deep, got more");
        }
        outer.push(group);
        fallback = 0;
    }

    void close() {
        flush();
        group = outer.pop();
        fallback = 0;
    }

    boolean isOpen() {
        return !outer.isEmpty();
    }

    /** A byte of text, in the code page of the font. */
    void character(byte b) {
        if (fallback > 0) {
            fallback--;
        } else if (group.isText()) {
            pending.write(b);
        }
    }

    void symbol(String symbol) {
        flush();
        if (fallback > 0) {
            fallback--;
        } else if (group.isText()) {
            write(symbol);
        }
    }

    /** {@code \*}: whoever does not know the destination skips it, and we know none of those. */
    void ignorable() {
        flush();
        group = group.skipped();
    }

    void word(String word, @Nullable Integer number) {
        flush();
        if (fallback > 0) {
            fallback--;
            return;
        }
        boolean on = number == null || number != 0;
        switch (word) {
            case "u" -> unicode(number == null ? 0 : number);
            case "uc" -> group = group.withFallback(Math.clamp(number == null ? 1 : number, 0, 64));
            case "f" -> font(number == null ? 0 : number);
            case "fcharset" -> fonts.charset(number == null ? 0 : number);
            case "ansicpg" -> fonts.codePage(number == null ? 0 : number);
            case "mac", "pc", "pca" -> fonts.platform(word);
            case "v" -> group = group.withHidden(on);
            case "deleted" -> group = group.withDeleted(on);
            case "plain" -> group = group.plain();
            default -> known(word);
        }
    }

    /** The text without spaces at the ends of lines, and with one empty line at most between two others. */
    String text() {
        var tidy = new StringBuilder(text.length());
        int empty = 0;
        for (String line : (Iterable<String>) text.toString().lines()::iterator) {
            String written = line.stripTrailing();
            empty = written.isEmpty() ? empty + 1 : 0;
            if (empty < 2) {
                tidy.append(written).append('\n');
            }
        }
        return tidy.toString().strip();
    }

    private void known(String word) {
        RtfWords.Meaning meaning = RtfWords.meaning(word);
        switch (meaning) {
            case RtfWords.Symbol symbol -> {
                if (group.isText()) {
                    write(symbol.text());
                }
            }
            case RtfWords.Skipped ignored -> group = group.skipped();
            case RtfWords.FontTable ignored -> group = group.fontTable();
            case null -> {}
        }
    }

    private void unicode(int number) {
        if (group.isText()) {
            write(String.valueOf((char) number));
        }
        fallback = group.fallback();
    }

    private void font(int number) {
        if (group.isFontTable()) {
            fonts.define(number);
        } else {
            group = group.withFont(number);
        }
    }

    private void flush() {
        if (pending.size() > 0) {
            write(pending.toString(fonts.charsetOf(group.font())));
            pending.reset();
        }
    }

    private void write(String characters) {
        if (text.length() + characters.length() > limits.characters()) {
            throw new DocumentBroken("expected at most " + limits.characters() + " characters, got more");
        }
        text.append(characters);
    }
}
