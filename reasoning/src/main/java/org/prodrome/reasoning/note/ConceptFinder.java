package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.note.Context.Candidate;
import org.prodrome.reasoning.note.Lexicon.Meaning;
import org.prodrome.reasoning.note.PhraseTree.Found;

/** Finds the lexicon's concepts in a sentence, leftmost and longest first, and weighs short forms by the rest of the sentence. */
final class ConceptFinder {

    private final Lexicon lexicon;

    ConceptFinder(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    List<Candidate> find(String text, List<Word> words) {
        String sentence =
                text.substring(words.getFirst().start(), words.getLast().end());
        Map<Meaning, Boolean> weighed = new IdentityHashMap<>();
        List<Candidate> found = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Found<Meaning> here =
                    best(words, at, meaning -> weighed.computeIfAbsent(meaning, m -> counts(m, sentence)));
            Found<NoteConcept> allergen = lexicon.allergenAt(words, at);
            if (here != null) {
                NoteConcept concept = here.meaning().concept();
                if (concept != null) {
                    found.add(new Candidate(concept, at, at + here.length(), false));
                }
                at += here.length();
            } else if (allergen != null) {
                found.add(new Candidate(allergen.meaning(), at, at + allergen.length(), true));
                at += allergen.length();
            } else {
                at++;
            }
        }
        return found;
    }

    /** The longer of a term and a short form; of what the form may mean, the first that fits. */
    private @Nullable Found<Meaning> best(List<Word> words, int at, Predicate<Meaning> fits) {
        Found<Meaning> term = lexicon.termAt(words, at);
        Found<List<Meaning>> brief = lexicon.abbreviationAt(words, at);
        if (brief == null || term != null && term.length() > brief.length()) {
            return term;
        }
        for (Meaning meaning : brief.meaning()) {
            if (fits.test(meaning)) {
                return new Found<>(meaning, brief.length());
            }
        }
        return term;
    }

    private static boolean counts(Meaning meaning, String sentence) {
        return (meaning.when().isEmpty() || isAnyIn(sentence, meaning.when())) && !isAnyIn(sentence, meaning.unless());
    }

    private static boolean isAnyIn(String sentence, List<String> phrases) {
        return phrases.stream().anyMatch(phrase -> isIn(sentence, phrase));
    }

    /** As whole words; in any case unless the phrase has capitals. */
    private static boolean isIn(String sentence, String phrase) {
        boolean anyCase = phrase.chars().noneMatch(Character::isUpperCase);
        for (int at = indexOf(sentence, phrase, 0, anyCase); at >= 0; at = indexOf(sentence, phrase, at + 1, anyCase)) {
            if (isEdge(sentence, at - 1, phrase.charAt(0))
                    && isEdge(sentence, at + phrase.length(), phrase.charAt(phrase.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(String sentence, String phrase, int from, boolean anyCase) {
        char lower = phrase.charAt(0);
        char upper = anyCase ? Character.toUpperCase(lower) : lower;
        for (int i = from; i + phrase.length() <= sentence.length(); i++) {
            char c = sentence.charAt(i);
            if ((c == lower || c == upper) && sentence.regionMatches(anyCase, i, phrase, 0, phrase.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEdge(String sentence, int at, char neighbour) {
        return at < 0
                || at >= sentence.length()
                || !Character.isLetterOrDigit(neighbour)
                || !Character.isLetterOrDigit(sentence.charAt(at));
    }
}
