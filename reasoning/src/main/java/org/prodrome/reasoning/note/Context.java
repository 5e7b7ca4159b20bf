package org.prodrome.reasoning.note;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.prodrome.reasoning.note.ContextRules.Placed;

/** One sentence's words, concepts and phrases: which phrase reaches which concept (ConText). */
final class Context {

    private static final int AHEAD = 3;
    /** Concepts in one scope: more are no sentence of a note, and the work stays bounded. */
    private static final int MOST = 60;

    private final ContextRules rules;
    private final List<Word> words;
    private final List<Candidate> concepts;
    private final List<List<Termination>> terminations;

    /** Concepts in the order of the sentence. */
    Context(ContextRules rules, List<Word> words, List<Candidate> concepts) {
        this.rules = rules;
        this.words = words;
        this.concepts = concepts;
        this.terminations = rules.terminations(words);
    }

    /**
     * A concept at its place.
     *
     * @param start its first word
     * @param end after its last word
     * @param effects what is found to be said of it
     */
    record Candidate(NoteConcept concept, int start, int end, boolean allergenOnly, Set<Effect> effects) {
        Candidate(NoteConcept concept, int start, int end, boolean allergenOnly) {
            this(concept, start, end, allergenOnly, EnumSet.noneOf(Effect.class));
        }

        /** Whether it can be an allergen. */
        boolean isSubstance() {
            return allergenOnly || concept.isDrug();
        }
    }

    /** Adds its effect to every concept in a phrase's scope; one that acts both ways looks ahead first. */
    void apply(Placed placed) {
        boolean ahead = isConceptAhead(placed);
        boolean bothWays =
                placed.triggers().stream().map(Trigger::direction).distinct().count() > 1;
        for (Trigger trigger : placed.triggers()) {
            boolean forward = trigger.direction() == Trigger.Direction.FORWARD;
            if (!bothWays || trigger.always() || forward == ahead) {
                run(trigger, placed, forward);
            }
        }
    }

    private boolean isConceptAhead(Placed placed) {
        int reach = placed.triggers().stream()
                .filter(trigger -> trigger.direction() == Trigger.Direction.FORWARD)
                .mapToInt(trigger -> Math.min(AHEAD, trigger.reach()))
                .max()
                .orElse(0);
        int first = firstFrom(placed.end());
        return first < concepts.size()
                && concepts.get(first).start() - placed.end() <= reach
                && words.subList(placed.end(), concepts.get(first).start()).stream()
                        .noneMatch(Word::isMark);
    }

    /** The first concept that begins at a word or later. */
    private int firstFrom(int word) {
        int low = 0;
        int high = concepts.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (concepts.get(middle).start() >= word) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void run(Trigger trigger, Placed placed, boolean forward) {
        int step = forward ? 1 : -1;
        int at = forward ? firstFrom(placed.end()) : firstFrom(placed.start()) - 1;
        int edge = forward ? placed.end() : placed.start();
        for (int count = 0; count < MOST && at >= 0 && at < concepts.size(); count++, at += step) {
            Candidate concept = concepts.get(at);
            int from = forward ? edge : concept.end();
            int to = forward ? concept.start() : edge;
            if (from > to
                    || !isReached(trigger, concept, from, to, count == 0)
                    || !isOpen(from, to, trigger.effect(), !forward)) {
                return;
            }
            if (count == 0 && trigger.effect() == Effect.ALLERGY) {
                markReactions(placed, forward);
            }
            mark(concept, trigger);
            edge = forward ? concept.end() : concept.start();
        }
    }

    /** The first within reach; then, through a list, the next that is linked by nothing but connectors, or is near ahead. */
    private boolean isReached(Trigger trigger, Candidate concept, int from, int to, boolean first) {
        if (first) {
            return to - from <= trigger.reach()
                    && (trigger.chain() || words.subList(from, to).stream().noneMatch(word -> word.is(",")))
                    && (trigger.effect() != Effect.ALLERGY || concept.isSubstance());
        }
        boolean far = trigger.direction() == Trigger.Direction.FORWARD && trigger.reach() >= Trigger.FAR;
        return trigger.chain() && (far && to - from <= trigger.reach() || areConnectors(from, to));
    }

    /** "Hives" in "hives to penicillin" is the reaction, and so is "rash" in "penicillin allergy: rash". */
    private void markReactions(Placed placed, boolean forward) {
        boolean colon = words.get(placed.end() - 1).isMark()
                || placed.end() < words.size()
                        && (words.get(placed.end()).is("(")
                                || words.get(placed.end()).is("-"));
        int end = !forward && colon ? placed.end() + AHEAD : placed.end();
        concepts.stream()
                .filter(concept -> concept.start() >= placed.start() && concept.start() < end)
                .filter(concept -> !concept.isSubstance())
                .forEach(concept -> concept.effects().add(Effect.ALLERGY));
    }

    private void mark(Candidate concept, Trigger trigger) {
        if (trigger.effect() == Effect.PRESENT) {
            boolean ofList =
                    concept.start() > 0 && words.get(concept.start() - 1).is(",");
            concept.effects().removeIf(effect -> ofList && effect == Effect.NEGATED);
            return;
        }
        boolean kind = trigger.kind() == Trigger.Kind.ANY || concept.concept().isDrug();
        if (kind && !(trigger.events() && rules.isLasting(concept.concept()))) {
            concept.effects().add(trigger.effect());
        }
    }

    private boolean areConnectors(int from, int to) {
        return words.subList(from, to).stream().allMatch(rules::isConnector);
    }

    /** Whether no termination of an effect begins in a range of words. */
    private boolean isOpen(int from, int to, Effect effect, boolean backward) {
        for (int i = from; i < to; i++) {
            int at = i;
            if (terminations.get(i).stream()
                    .anyMatch(end -> end.of().contains(effect)
                            && (!backward || end.bothWays())
                            && !(end.unlessList() && listGoesOn(at)))) {
                return false;
            }
        }
        return true;
    }

    private boolean listGoesOn(int from) {
        for (int i = from; i < words.size() && !words.get(i).is(";"); i++) {
            if (words.get(i).is("or") || words.get(i).is("nor")) {
                return true;
            }
        }
        return false;
    }

    /** Whether something before a concept says that the heading no longer counts. */
    boolean cancelsPrior(Candidate concept, Effect prior) {
        for (int i = 0; i < concept.start(); i++) {
            if (terminations.get(i).stream()
                    .anyMatch(end -> end.cancelsPrior() && end.of().contains(prior))) {
                return true;
            }
        }
        return false;
    }
}
