package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Phrases of words with what they stand for; finds the longest that begins at a word. */
final class PhraseTree<T> {

    private final Map<String, PhraseTree<T>> next = new HashMap<>();
    private @Nullable T meaning;

    /** What was found, and how many words it is long. */
    record Found<T>(T meaning, int length) {}

    /** Adds a phrase; the first meaning of a phrase stays and is given back when there was one. */
    @Nullable
    T add(List<String> phrase, T means) {
        PhraseTree<T> node = this;
        for (String word : phrase) {
            node = node.next.computeIfAbsent(word, ignored -> new PhraseTree<>());
        }
        T before = node.meaning;
        if (before == null) {
            node.meaning = means;
        }
        return before;
    }

    /** The longest phrase that begins at a word; null when none does. */
    @Nullable
    Found<T> longest(List<Word> words, int at, Function<Word, String> form) {
        return longest(words, at, form, word -> false);
    }

    /** The same, where words that say nothing may stand within the phrase. */
    @Nullable
    Found<T> longest(List<Word> words, int at, Function<Word, String> form, Predicate<Word> filler) {
        PhraseTree<T> node = this;
        Found<T> best = null;
        for (int i = at; i < words.size(); i++) {
            PhraseTree<T> further = node.next.get(form.apply(words.get(i)));
            if (further == null && (i == at || !filler.test(words.get(i)))) {
                return best;
            }
            node = further == null ? node : further;
            T here = further == null ? null : further.meaning;
            if (here != null) {
                best = new Found<>(here, i + 1 - at);
            }
        }
        return best;
    }

    /** What every phrase that begins at a word stands for, the shortest first. */
    List<T> all(List<Word> words, int at, Function<Word, String> form) {
        List<T> meanings = new ArrayList<>();
        PhraseTree<T> node = this;
        for (int i = at; i < words.size(); i++) {
            node = node.next.get(form.apply(words.get(i)));
            if (node == null) {
                return meanings;
            }
            T here = node.meaning;
            if (here != null) {
                meanings.add(here);
            }
        }
        return meanings;
    }
}
