package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts text into words and folds spellings, so that "Tumours" and "tumor", "Crohn's" and "Crohn" are the same word. */
final class Words {

    private static final int LONGEST = 40;
    private static final int SHORTEST_PLURAL = 4;

    private Words() {}

    static List<Word> of(String text) {
        return of(text, 0, text.length());
    }

    /** The words of a range. A hyphen between letters or digits parts two words and is none itself. */
    static List<Word> of(String text, int start, int end) {
        List<Word> words = new ArrayList<>();
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            int from = at++;
            if (Character.isLetterOrDigit(c)) {
                at = endOfWord(text, at, end);
                words.add(word(text, from, at));
            } else if (!Character.isWhitespace(c) && !isSilent(text, from, start, end)) {
                words.add(new Word(from, at, String.valueOf(c), String.valueOf(c)));
            }
        }
        return words;
    }

    private static int endOfWord(String text, int from, int end) {
        int at = from;
        while (at < end && (Character.isLetterOrDigit(text.charAt(at)) || isInnerApostrophe(text, at, end))) {
            at++;
        }
        return at;
    }

    private static boolean isInnerApostrophe(String text, int at, int end) {
        return isApostrophe(text.charAt(at)) && at + 1 < end && Character.isLetter(text.charAt(at + 1));
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private static boolean isSilent(String text, int at, int start, int end) {
        return isHyphen(text.charAt(at))
                && at > start
                && at + 1 < end
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean isHyphen(char c) {
        return c == '-' || c == '\u2010' || c == '\u2011';
    }

    private static Word word(String text, int start, int end) {
        if (end - start > LONGEST) {
            return new Word(start, end, "\u2026", "\u2026");
        }
        String raw = text.substring(start, end);
        return new Word(start, end, fold(raw), raw);
    }

    /** Lower case, American spelling, without possessive or plural ending. */
    static String fold(String raw) {
        String word = raw.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        if (word.endsWith("'s")) {
            word = word.substring(0, word.length() - 2);
        }
        if (word.length() >= SHORTEST_PLURAL) {
            word = word.replace("ae", "e").replace("oe", "e").replace("sulph", "sulf");
            // "tumour" but not "four", which would become "for"
            boolean tumour = word.endsWith("our") && word.length() > SHORTEST_PLURAL;
            boolean tumours = word.endsWith("ours") && word.length() > SHORTEST_PLURAL + 1;
            word = tumour || tumours ? word.replaceFirst("our(s?)$", "or$1") : word;
        }
        return singular(word);
    }

    private static String singular(String word) {
        int length = word.length();
        if (length < SHORTEST_PLURAL
                || !word.endsWith("s")
                || word.endsWith("ss")
                || word.endsWith("us")
                || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies") && length > SHORTEST_PLURAL) {
            return word.substring(0, length - 3) + "y";
        }
        boolean hissing =
                word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, length - (hissing ? 2 : 1));
    }
}
