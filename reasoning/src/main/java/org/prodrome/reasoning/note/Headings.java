package org.prodrome.reasoning.note;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.note.PhraseTree.Found;
import org.prodrome.reasoning.timeline.DataFile;

/** Tells headings from other text. Immutable once loaded. */
final class Headings {

    private static final int LONGEST_UNKNOWN = 6;

    private final PhraseTree<HeadingFile.Kind> titles = new PhraseTree<>();

    Headings(HeadingFile file) {
        for (HeadingFile.Kind kind : file.kinds()) {
            kind.titles().forEach(title -> titles.add(Lexicon.folded(title), kind));
        }
    }

    static Headings load() {
        return new Headings(DataFile.read(Headings.class, "headings.json", HeadingFile.class));
    }

    /** The section that a heading begins, and how many of the sentence's words the heading takes. */
    record Opening(Section section, int words) {}

    /** What a sentence opens; null when it begins with no heading. */
    @Nullable
    Opening opening(String text, List<Word> words) {
        int first = 0;
        while (first < words.size() && (words.get(first).isMark() || isNumber(words, first))) {
            first++;
        }
        Found<HeadingFile.Kind> known = titles.longest(words, first, Word::folded);
        if (known != null) {
            int after = first + known.length();
            boolean colon = after < words.size() && words.get(after).is(":");
            if (colon || endsLine(text, words, after)) {
                return new Opening(section(known.meaning(), text, words, first, after), colon ? after + 1 : after);
            }
        }
        return unknown(text, words, first);
    }

    /** Whether the words are a known heading and nothing else. */
    boolean isTitle(List<Word> words) {
        Found<HeadingFile.Kind> known = titles.longest(words, 0, Word::folded);
        return known != null && known.length() == words.size();
    }

    /** A heading we don't know is one only when it has the line to itself and ends with a colon. */
    private static @Nullable Opening unknown(String text, List<Word> words, int first) {
        int last = words.size() - 1;
        boolean few = last > first && last - first <= LONGEST_UNKNOWN;
        return few && words.get(last).is(":") && isCapitalised(words.subList(first, last))
                ? new Opening(new Section(heading(text, words, first, last), null, false), words.size())
                : null;
    }

    private static boolean isCapitalised(List<Word> words) {
        return words.stream().noneMatch(Word::isMark)
                && Character.isUpperCase(words.getFirst().raw().charAt(0));
    }

    private static boolean isNumber(List<Word> words, int at) {
        return at + 1 < words.size()
                && words.get(at).raw().chars().allMatch(Character::isDigit)
                && (words.get(at + 1).is(".") || words.get(at + 1).is(")"));
    }

    private static boolean endsLine(String text, List<Word> words, int after) {
        return text.substring(
                                        words.get(after - 1).end(),
                                        after < words.size()
                                                ? words.get(after).start()
                                                : words.get(after - 1).end())
                                .indexOf('\n')
                        >= 0
                || after == words.size();
    }

    private static Section section(HeadingFile.Kind kind, String text, List<Word> words, int first, int after) {
        return new Section(heading(text, words, first, after), kind.prior(), kind.allergies());
    }

    private static String heading(String text, List<Word> words, int first, int after) {
        return text.substring(words.get(first).start(), words.get(after - 1).end());
    }

    /** The section of a heading that is not in the text. */
    Section under(String heading) {
        List<Word> words = Words.of(heading);
        Found<HeadingFile.Kind> known = titles.longest(words, 0, Word::folded);
        return known == null
                ? new Section(heading, null, false)
                : new Section(heading, known.meaning().prior(), known.meaning().allergies());
    }
}
