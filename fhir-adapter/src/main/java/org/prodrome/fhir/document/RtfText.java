package org.prodrome.fhir.document;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rich Text Format 1.9.1 to text: one pass over the bytes, no recursion. Groups, paragraphs, table cells, code pages
 * ({@code \ansicpg}, {@code \fcharset}, {@code \'xx}), Unicode ({@code \\uN} with its {@code \\ucN} fallback), skipped
 * destinations, raw data ({@code \binN}), hidden and deleted text. Pictures, fields' instructions and style sheets are no
 * text.
 */
final class RtfText {
    private static final String MAGIC = "{\\rtf";
    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_NUMBER = 10;

    private final byte[] data;
    private final RtfState state;
    private int at;

    private RtfText(byte[] data, Limits limits) {
        this.data = data;
        this.state = new RtfState(limits);
    }

    static String read(byte[] data, Limits limits) {
        if (!new String(data, 0, Math.min(data.length, MAGIC.length()), StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw new DocumentBroken("expected RTF, which starts with {\\rtf");
        }
        return new RtfText(data, limits).text();
    }

    private String text() {
        do {
            step(data[at++]);
        } while (at < data.length && state.isOpen());
        if (state.isOpen()) {
            throw new DocumentBroken("expected a closing brace for every opening one");
        }
        return state.text();
    }

    private void step(byte b) {
        switch (b) {
            case '{' -> state.open();
            case '}' -> state.close();
            case '\\' -> control();
            case '\r', '\n', 0 -> {}
            default -> state.character(b);
        }
    }

    private void control() {
        if (at >= data.length) {
            return;
        }
        if (isLetter(data[at])) {
            word();
            return;
        }
        switch (data[at++]) {
            case '\'' -> state.character((byte) (hex() << 4 | hex()));
            case '*' -> state.ignorable();
            case '~' -> state.symbol(" ");
            case '_' -> state.symbol("-");
            case '\r', '\n' -> state.symbol("\n");
            case '\\' -> state.character((byte) '\\');
            case '{' -> state.character((byte) '{');
            case '}' -> state.character((byte) '}');
            default -> {}
        }
    }

    private void word() {
        int start = at;
        while (at < data.length && isLetter(data[at])) {
            at++;
        }
        if (at - start > LONGEST_WORD) {
            throw new DocumentBroken("expected control words of at most " + LONGEST_WORD + " letters, got more");
        }
        String word = new String(data, start, at - start, StandardCharsets.US_ASCII);
        Integer number = number();
        if (at < data.length && data[at] == ' ') {
            at++;
        }
        if (word.equals("bin")) {
            at = Math.clamp((long) at + Math.max(0, number == null ? 0 : number), at, data.length);
        } else {
            state.word(word, number);
        }
    }

    private @Nullable Integer number() {
        int start = at;
        if (at < data.length && data[at] == '-') {
            at++;
        }
        while (at < data.length && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        String digits = new String(data, start, at - start, StandardCharsets.US_ASCII);
        if (digits.isEmpty() || digits.equals("-")) {
            at = start;
            return null;
        }
        if (digits.length() > LONGEST_NUMBER) {
            throw new DocumentBroken("expected numbers of at most " + LONGEST_NUMBER + " digits, got more");
        }
        return (int) Long.parseLong(digits);
    }

    private int hex() {
        int digit = at < data.length ? Character.digit(data[at], 16) : -1;
        if (digit < 0) {
            throw new DocumentBroken("expected two hexadecimal digits after \\'");
        }
        at++;
        return digit;
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
