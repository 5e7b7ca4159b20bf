package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prodrome.reasoning.note.PhraseTree.Found;
import org.prodrome.reasoning.timeline.DataFile;

/** The phrases of {@code context.json}, ready to be found. Immutable once loaded. */
final class ContextRules {

    /** What a phrase does, in each direction; nothing where it only looks like a trigger. */
    private record Role(List<Trigger> triggers) {}

    private final PhraseTree<Role> triggers = new PhraseTree<>();
    private final PhraseTree<Role> drugTriggers = new PhraseTree<>();
    private final PhraseTree<Role> allergyTriggers = new PhraseTree<>();
    private final PhraseTree<List<Termination>> terminations = new PhraseTree<>();
    private final Set<String> connectors;
    private final Set<String> fillers;
    private final Set<String> numbers;
    private final Set<String> months;
    private final Set<String> lasting;
    private final Set<String> abbreviations;
    private final ContextFile.Lines lines;
    private final int mostCharacters;
    private final Set<String> vocabulary = new HashSet<>();

    ContextRules(ContextFile file) {
        connectors = foldedWords(file.connectors());
        fillers = foldedWords(file.fillers());
        numbers = foldedWords(file.numbers());
        months = foldedWords(file.months());
        lasting = Set.copyOf(file.lasting());
        abbreviations = Set.copyOf(file.abbreviations());
        lines = file.lines();
        mostCharacters = file.mostCharacters();
        for (String phrase : file.pseudo()) {
            for (List<String> words : expanded(phrase, file.classes())) {
                triggers.add(words, new Role(List.of()));
                drugTriggers.add(words, new Role(List.of()));
                vocabulary.addAll(words);
            }
        }
        file.triggers().forEach(group -> addTriggers(group, file.classes()));
        file.terminations().forEach(group -> addTerminations(group, file.classes()));
    }

    static ContextRules load() {
        return new ContextRules(DataFile.read(ContextRules.class, "context.json", ContextFile.class));
    }

    private static Set<String> foldedWords(List<String> words) {
        Set<String> folded = new HashSet<>();
        words.forEach(word -> folded.addAll(Lexicon.folded(word)));
        return Set.copyOf(folded);
    }

    private void addTriggers(ContextFile.TriggerGroup group, Map<String, List<String>> classes) {
        for (String phrase : group.phrases()) {
            for (List<String> words : expanded(phrase, classes)) {
                vocabulary.addAll(words);
                Role before = tree(group).add(words, new Role(new ArrayList<>(group.triggers())));
                if (before != null && !before.triggers().isEmpty()) {
                    before.triggers().addAll(group.triggers());
                }
            }
        }
    }

    private PhraseTree<Role> tree(ContextFile.TriggerGroup group) {
        if (group.effect() == Effect.ALLERGY) {
            return allergyTriggers;
        }
        return group.kind() == Trigger.Kind.DRUG ? drugTriggers : triggers;
    }

    private void addTerminations(ContextFile.TerminationGroup group, Map<String, List<String>> classes) {
        for (String phrase : group.phrases()) {
            for (List<String> words : expanded(phrase, classes)) {
                vocabulary.addAll(words);
                List<Termination> all = new ArrayList<>(List.of(group.termination()));
                List<Termination> before = terminations.add(words, all);
                if (before != null) {
                    before.addAll(all);
                }
            }
        }
    }

    /** Every phrase that one with classes stands for. */
    private List<List<String>> expanded(String phrase, Map<String, List<String>> classes) {
        List<List<String>> phrases = List.of(List.of());
        for (String part : phrase.split(" ")) {
            List<List<String>> choices = classes.getOrDefault(part, List.of(part)).stream()
                    .map(choice -> isPattern(choice) ? List.of(choice) : formed(choice))
                    .toList();
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : phrases) {
                for (List<String> choice : choices) {
                    List<String> words = new ArrayList<>(begun);
                    words.addAll(choice);
                    longer.add(words);
                }
            }
            phrases = longer;
        }
        return phrases;
    }

    private List<String> formed(String phrase) {
        return Words.of(phrase).stream().map(this::form).toList();
    }

    private static boolean isPattern(String word) {
        return word.length() > 2 && word.startsWith("<") && word.endsWith(">");
    }

    /** Years, months and numbers are one word each to the rules. */
    private String form(Word word) {
        String folded = word.folded();
        if (Character.isDigit(folded.charAt(0)) && folded.chars().allMatch(Character::isDigit)) {
            boolean year = folded.length() == 4 && (folded.startsWith("19") || folded.startsWith("20"));
            return year ? "<year>" : "<number>";
        }
        if (numbers.contains(folded)) {
            return "<number>";
        }
        return months.contains(folded) ? "<month>" : folded;
    }

    /** A phrase at its place, {@code start} to {@code end} in words, with what it may do. */
    record Placed(List<Trigger> triggers, int start, int end) {}

    /** The phrases of a sentence, leftmost and longest first; only an allergy's may hold a concept. */
    List<Placed> triggers(List<Word> words, boolean[] taken) {
        List<Placed> forDrugs = collect(drugTriggers, words, taken);
        List<Placed> all = new ArrayList<>(collect(triggers, words, taken));
        all.removeIf(placed -> forDrugs.stream().anyMatch(longer -> isWithin(placed, longer)));
        all.addAll(forDrugs);
        all.addAll(collect(allergyTriggers, words, new boolean[words.size()]));
        return all;
    }

    private static boolean isWithin(Placed placed, Placed longer) {
        return longer.start() <= placed.start()
                && placed.end() <= longer.end()
                && longer.end() - longer.start() > placed.end() - placed.start();
    }

    private List<Placed> collect(PhraseTree<Role> tree, List<Word> words, boolean[] taken) {
        List<Placed> all = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < words.size(); i++) {
            free = Math.max(free, i);
            while (free < words.size() && !taken[free]) {
                free++;
            }
            Found<Role> found =
                    tree.longest(words.subList(0, free), i, this::form, word -> fillers.contains(word.folded()));
            if (found != null) {
                int end = i + found.length();
                List<Trigger> able = found.meaning().triggers().stream()
                        .filter(trigger -> !trigger.closed() || isClosed(words, end))
                        .toList();
                boolean looksOnly = found.meaning().triggers().isEmpty();
                if (looksOnly || !able.isEmpty()) {
                    all.add(new Placed(able, i, end));
                    i = end - 1;
                }
            }
        }
        return all;
    }

    private static boolean isClosed(List<Word> words, int end) {
        return end == words.size() || words.get(end).isMark();
    }

    /** The terminations that begin at each word; empty lists where none does. */
    List<List<Termination>> terminations(List<Word> words) {
        List<List<Termination>> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            all.add(terminations.all(words, i, this::form).stream()
                    .flatMap(List::stream)
                    .toList());
        }
        return all;
    }

    boolean isConnector(Word word) {
        return connectors.contains(word.folded());
    }

    boolean isLasting(NoteConcept concept) {
        return lasting.contains(concept.key());
    }

    Set<String> abbreviations() {
        return abbreviations;
    }

    ContextFile.Lines lines() {
        return lines;
    }

    int mostCharacters() {
        return mostCharacters;
    }

    /** Every folded word of the phrases. */
    Set<String> vocabulary() {
        return Set.copyOf(vocabulary);
    }
}
