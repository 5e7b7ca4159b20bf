package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.reasoning.note.Context.Candidate;

/**
 * Reads a text: sections, sentences, concepts, and how each is spoken of. Pure, thread-safe, linear in the text's length.
 *
 * <p>The text is data: nothing in it is ever carried out. Every mention's offsets are those of the text given.
 */
public final class NoteReader {

    private final Headings headings;
    private final ContextRules rules;
    private final Lexicon lexicon;
    private final ConceptFinder finder;
    private final Sentences sentences;

    private NoteReader(Headings headings, ContextRules rules, Lexicon lexicon) {
        this.headings = headings;
        this.rules = rules;
        this.lexicon = lexicon;
        this.finder = new ConceptFinder(lexicon);
        this.sentences = new Sentences(rules.abbreviations(), new LineEnds(rules.lines(), headings));
    }

    /**
     * Loads and checks the lexicon, the headings and the context phrases.
     *
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile when one is not as it must be
     */
    public static NoteReader load() {
        ContextRules rules = ContextRules.load();
        return new NoteReader(Headings.load(), rules, Lexicon.load(rules.vocabulary()));
    }

    /** The concepts of a text, in its order. */
    public List<Mention> read(String text) {
        return read(text, "");
    }

    /**
     * The concepts of a text that stands under a heading.
     *
     * @param heading in any case, or empty
     */
    public List<Mention> read(String text, String heading) {
        Section section = heading.isBlank() ? Section.NONE : headings.under(heading);
        List<Mention> mentions = new ArrayList<>();
        for (Sentences.Span span : sentences.of(text)) {
            List<Word> words = Words.of(text, span.start(), span.end());
            Headings.Opening opening = headings.opening(text, words);
            int from = opening == null ? 0 : opening.words();
            section = opening == null ? section : opening.section();
            if (from < words.size()) {
                mentions.addAll(mentions(text, words.subList(from, words.size()), section, span));
            }
        }
        return mentions;
    }

    /** The keys of everything that can be found. */
    public Set<String> keys() {
        return lexicon.keys();
    }

    int mostCharacters() {
        return rules.mostCharacters();
    }

    private List<Mention> mentions(String text, List<Word> words, Section section, Sentences.Span span) {
        List<Candidate> found = finder.find(text, words);
        if (found.isEmpty()) {
            return List.of();
        }
        boolean[] taken = new boolean[words.size()];
        for (Candidate candidate : found) {
            java.util.Arrays.fill(taken, candidate.start(), candidate.end(), !candidate.allergenOnly());
        }
        Context context = new Context(rules, words, found);
        List<ContextRules.Placed> placed = rules.triggers(words, taken);
        placed.forEach(context::apply);
        List<Mention> mentions = new ArrayList<>();
        for (Candidate candidate : found) {
            Mention mention = mention(candidate, context, words, section, span);
            if (mention != null) {
                mentions.add(mention);
            }
        }
        return mentions;
    }

    private @Nullable Mention mention(
            Candidate found, Context context, List<Word> words, Section section, Sentences.Span span) {
        boolean allergy = section.allergies() && !context.cancelsPrior(found, Effect.ALLERGY)
                || found.effects().contains(Effect.ALLERGY);
        if (found.allergenOnly() && !allergy) {
            return null;
        }
        Assertion said = said(found, context, section);
        NoteConcept concept = found.concept();
        if (allergy && concept.isDrug()) {
            concept = lexicon.allergyTo(words.subList(found.start(), found.end()), concept);
        } else if (allergy && !concept.key().startsWith("allergy/") && said == Assertion.AFFIRMED) {
            said = Assertion.HISTORICAL;
        }
        return new Mention(
                concept,
                words.get(found.start()).start(),
                words.get(found.end() - 1).end(),
                said,
                section.heading(),
                span.start(),
                span.end());
    }

    /** The first effect in order, else what the heading says, else affirmed. */
    private static Assertion said(Candidate found, Context context, Section section) {
        for (Effect effect : Effect.values()) {
            Assertion assertion = found.effects().contains(effect) ? assertion(effect) : null;
            if (assertion != null) {
                return assertion;
            }
        }
        Assertion prior = section.prior();
        return prior == null || context.cancelsPrior(found, Effect.valueOf(prior.name())) ? Assertion.AFFIRMED : prior;
    }

    private static @Nullable Assertion assertion(Effect effect) {
        return switch (effect) {
            case NEGATED -> Assertion.NEGATED;
            case FAMILY -> Assertion.FAMILY;
            case UNCERTAIN, CONDITIONAL -> Assertion.UNCERTAIN;
            case HISTORICAL -> Assertion.HISTORICAL;
            case ALLERGY, PRESENT -> null;
        };
    }
}
