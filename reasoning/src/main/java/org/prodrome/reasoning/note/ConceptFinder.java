package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.note.Context.Candidate;
import org.prodrome.reasoning.note.Lexicon.Meaning;
import org.prodrome.reasoning.note.PhraseTree.Found;

/** Finds the lexicon's concepts in a sentence, leftmost and longest first, and weighs short forms by what stands near. */
final class ConceptFinder {

    private static final int NEAR = 60;

    private final Lexicon lexicon;

    ConceptFinder(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    List<Candidate> find(String text, List<Word> words, int from) {
        List<Candidate> found = new ArrayList<>();
        int at = from;
        while (at < words.size()) {
            Found<Meaning> here = best(text, words, at);
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
    private @Nullable Found<Meaning> best(String text, List<Word> words, int at) {
        Found<Meaning> term = lexicon.termAt(words, at);
        Found<List<Meaning>> brief = lexicon.abbreviationAt(words, at);
        if (brief == null || term != null && term.length() > brief.length()) {
            return term;
        }
        for (Meaning meaning : brief.meaning()) {
            if (counts(meaning, text, words, at, brief.length())) {
                return new Found<>(meaning, brief.length());
            }
        }
        return term;
    }

    private static boolean counts(Meaning meaning, String text, List<Word> words, int at, int length) {
        if (meaning.when().isEmpty() && meaning.unless().isEmpty()) {
            return true;
        }
        int first = words.getFirst().start();
        int last = words.getLast().end();
        int start = Math.max(first, words.get(at).start() - NEAR);
        int end = Math.min(last, words.get(at + length - 1).end() + NEAR);
        String near = text.substring(start, end);
        return (meaning.when().isEmpty() || isAnyIn(near, meaning.when())) && !isAnyIn(near, meaning.unless());
    }

    private static boolean isAnyIn(String near, List<String> phrases) {
        return phrases.stream().anyMatch(phrase -> isIn(near, phrase));
    }

    /** As whole words; in any case unless the phrase has capitals. */
    private static boolean isIn(String near, String phrase) {
        boolean anyCase = phrase.chars().noneMatch(Character::isUpperCase);
        for (int at = indexOf(near, phrase, 0, anyCase); at >= 0; at = indexOf(near, phrase, at + 1, anyCase)) {
            if (isEdge(near, at - 1, phrase.charAt(0))
                    && isEdge(near, at + phrase.length(), phrase.charAt(phrase.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(String near, String phrase, int from, boolean anyCase) {
        for (int i = from; i + phrase.length() <= near.length(); i++) {
            if (near.regionMatches(anyCase, i, phrase, 0, phrase.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEdge(String near, int at, char neighbour) {
        return at < 0
                || at >= near.length()
                || !Character.isLetterOrDigit(neighbour)
                || !Character.isLetterOrDigit(near.charAt(at));
    }
}
