package org.prodrome.reasoning.note;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether a line breaks off: its last words want something after them. Immutable once loaded. */
final class OpenLines {

    private static final int TAIL = 100;
    private static final int LONGEST_PHRASE = 5;
    private static final String ASKING = ":-=?)]|";

    private final PhraseTree<Boolean> open = new PhraseTree<>();
    private final Set<String> qualifiers;
    private final Set<String> answers;
    private final Set<String> bare;
    private final Set<String> leads;
    private final Headings headings;

    OpenLines(ContextFile.Lines file, Headings headings) {
        this.headings = headings;
        file.open().forEach(phrase -> open.add(Lexicon.folded(phrase), true));
        qualifiers = folded(file.qualifiers());
        answers = folded(file.answers());
        bare = folded(file.bare());
        leads = folded(file.leads());
    }

    private static Set<String> folded(List<String> words) {
        return words.stream().flatMap(word -> Lexicon.folded(word).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the line, without its end, wants more words; an answer, as in "Diabetes: no", wants none. */
    boolean isOpen(String text, int start, int end) {
        int from = Math.max(start, end - TAIL);
        List<Word> words = Words.of(text, from, end);
        int last = words.size();
        while (last > 0 && qualifiers.contains(words.get(last - 1).folded())) {
            last--;
        }
        for (int i = last - 1; i >= 0 && last - i <= LONGEST_PHRASE; i--) {
            PhraseTree.Found<Boolean> found = open.longest(words.subList(0, last), i, Word::folded);
            if (found != null && i + found.length() == last && isInPlace(text, words, i, last)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInPlace(String text, List<Word> words, int first, int last) {
        Word word = words.get(first);
        if (first > 0 && last - first == 1 && isAnswer(text, words, first)) {
            return false;
        }
        char initial = word.raw().charAt(0);
        boolean begins = first == 0 || words.get(first - 1).isMark();
        return !Character.isUpperCase(initial) || word.raw().length() > 1 && (begins || isLoud(words));
    }

    private boolean isAnswer(String text, List<Word> words, int at) {
        Word word = words.get(at);
        Word before = words.get(at - 1);
        if (!answers.contains(word.folded())) {
            return false;
        }
        boolean tab = text.substring(before.end(), word.start()).indexOf('\t') >= 0;
        if (tab || before.isMark()) {
            boolean underHeading = before.is(":") && headings.isTitle(words.subList(0, at - 1));
            return (tab || ASKING.contains(before.raw())) && !underHeading;
        }
        return bare.contains(word.folded()) && !leads.contains(before.folded());
    }

    /** "CT SHOWS NO EVIDENCE OF" is written so throughout; the "No" of "Diabetes No" is an answer. */
    private static boolean isLoud(List<Word> words) {
        return words.stream().noneMatch(word -> word.raw().chars().anyMatch(Character::isLowerCase));
    }
}
