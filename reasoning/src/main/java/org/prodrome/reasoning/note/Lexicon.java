package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.note.PhraseTree.Found;
import org.prodrome.reasoning.timeline.DataFile;

/** What is looked for, by its words. Immutable once loaded. */
final class Lexicon {

    /** What a phrase stands for; a null concept is a phrase that only looks like one. */
    record Meaning(@Nullable NoteConcept concept, List<String> when, List<String> unless) {}

    private final PhraseTree<Meaning> terms = new PhraseTree<>();
    private final PhraseTree<List<Meaning>> abbreviations = new PhraseTree<>();
    private final PhraseTree<NoteConcept> allergens = new PhraseTree<>();
    private final Map<String, NoteConcept> byKey = new HashMap<>();
    private final Spelling spelling;

    Lexicon(LexiconFile file, Set<String> otherWords) {
        Set<String> vocabulary = new HashSet<>();
        file.phrases().forEach(phrase -> terms.add(folded(phrase), new Meaning(null, List.of(), List.of())));
        file.concepts().forEach(entry -> add(entry, vocabulary));
        file.allergens().forEach(this::addAllergen);
        Set<String> ordinary = new HashSet<>(otherWords);
        file.ordinary().forEach(word -> ordinary.addAll(folded(word)));
        file.phrases().forEach(phrase -> ordinary.addAll(folded(phrase)));
        spelling = new Spelling(vocabulary, ordinary);
    }

    /**
     * Loads and checks the lexicon.
     *
     * @param otherWords folded words of other files, which are no misspelt terms
     */
    static Lexicon load(Set<String> otherWords) {
        return new Lexicon(DataFile.read(Lexicon.class, "lexicon.json", LexiconFile.class), otherWords);
    }

    private void add(LexiconFile.Entry entry, Set<String> vocabulary) {
        NoteConcept concept = new NoteConcept(entry.key(), entry.words(), entry.code());
        byKey.put(concept.key(), concept);
        for (String term : entry.terms()) {
            List<String> words = folded(term);
            vocabulary.addAll(words);
            Meaning before = terms.add(words, new Meaning(concept, List.of(), List.of()));
            NoteConcept other = before == null ? concept : before.concept();
            if (other == null || !other.equals(concept)) {
                throw new IllegalArgumentException("lexicon: expected '" + term + "' for one concept, got two");
            }
        }
        for (LexiconFile.Abbreviation form : entry.abbreviations()) {
            addAbbreviation(form.form(), new Meaning(concept, form.when(), form.unless()));
            if (form.anyCase()) {
                addAbbreviation(form.form().toLowerCase(Locale.ROOT), new Meaning(concept, form.when(), form.unless()));
            }
        }
    }

    private void addAbbreviation(String form, Meaning meaning) {
        List<Meaning> before = abbreviations.add(raw(form), new ArrayList<>(List.of(meaning)));
        if (before != null) {
            before.add(meaning);
        }
    }

    private void addAllergen(LexiconFile.Entry entry) {
        NoteConcept concept = new NoteConcept(entry.key(), entry.words(), entry.code());
        byKey.putIfAbsent(concept.key(), concept);
        entry.terms().forEach(term -> allergens.add(folded(term), concept));
    }

    static List<String> folded(String phrase) {
        return Words.of(phrase).stream().map(Word::folded).toList();
    }

    private static List<String> raw(String phrase) {
        return Words.of(phrase).stream().map(Word::raw).toList();
    }

    /** The longest term that begins at a word, in whatever spelling. */
    @Nullable
    Found<Meaning> termAt(List<Word> words, int at) {
        return terms.longest(words, at, word -> spelling.corrected(word.folded()));
    }

    /** The longest short form that begins at a word, with all that it may mean. */
    @Nullable
    Found<List<Meaning>> abbreviationAt(List<Word> words, int at) {
        return abbreviations.longest(words, at, Lexicon::withoutPlural);
    }

    /** "DVTs" is "DVT". */
    private static String withoutPlural(Word word) {
        String raw = word.raw();
        int last = raw.length() - 1;
        return last >= 2 && raw.charAt(last) == 's' && Character.isUpperCase(raw.charAt(last - 1))
                ? raw.substring(0, last)
                : raw;
    }

    /** A substance that counts only as an allergen. */
    @Nullable
    Found<NoteConcept> allergenAt(List<Word> words, int at) {
        return allergens.longest(words, at, Word::folded);
    }

    /** The allergy to a drug, as it is written. */
    NoteConcept allergyTo(List<Word> written, NoteConcept drug) {
        Found<NoteConcept> substance = allergens.longest(written, 0, Word::folded);
        if (substance != null && substance.length() == written.size()) {
            return substance.meaning();
        }
        String key = "allergy/" + drug.key().substring(drug.key().indexOf('/') + 1);
        NoteConcept known = byKey.get(key);
        return known == null ? new NoteConcept(key, drug.words() + " allergy", null) : known;
    }

    Set<String> keys() {
        return Set.copyOf(byKey.keySet());
    }
}
