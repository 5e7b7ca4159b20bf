package org.prodrome.web.cdshooks;

import java.util.regex.Pattern;

/**
 * Words that may come from the record, for those places of a card that are plain text. They are one line without invisible
 * characters, and nothing in them becomes a link, a picture or a tag where a client takes plain text for Markdown or HTML.
 */
final class PlainWords {
    /** No longer than a summary may be: CDS Hooks 2.0, "Card Attributes", under 140 characters. */
    static final int SUMMARY = 139;

    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");
    private static final Pattern SCHEME = Pattern.compile(":(?=//)");
    private static final Pattern WWW = Pattern.compile("(?i)www(?=\\.)");
    private static final Pattern AT = Pattern.compile("(?<=\\S)@|@(?=\\S)");
    private static final Pattern BRACKET = Pattern.compile("](?=[(:\\[])");
    private static final Pattern LEADING = Pattern.compile("^[#\\s]+");

    private PlainWords() {}

    static String of(String text) {
        String plain = unlinked(line(text));
        plain = TAG.matcher(plain).replaceAll("< ");
        plain = BRACKET.matcher(plain).replaceAll("] ");
        return LEADING.matcher(plain).replaceFirst("").strip();
    }

    /** The same, cut at a word where it is too long. */
    static String of(String text, int most) {
        String plain = of(text);
        if (plain.length() <= most) {
            return plain;
        }
        String cut = plain.substring(0, most - 1);
        int space = cut.lastIndexOf(' ');
        return (space > 0 ? cut.substring(0, space) : cut) + "…";
    }

    /** One line: control characters and separators become spaces, and what is invisible or turns text around is dropped. */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append(' ');
                case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> {}
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Nothing that a renderer links by itself: addresses of the web and of mail fall apart at a space. */
    static String unlinked(String text) {
        String apart = SCHEME.matcher(text).replaceAll(": ");
        apart = WWW.matcher(apart).replaceAll("$0 ");
        return AT.matcher(apart).replaceAll(" @ ");
    }
}
