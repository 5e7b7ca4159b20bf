package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Coding;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.token.Vocabulary;

class DiagnosisCodesTest {

    private static final Timelines TIMELINES = Timelines.load();

    @Test
    void findsTheConceptsThatAnOutcomesCodesAreReadAs() {
        Vocabulary vocabulary = vocabulary("condition/type-2-diabetes", "condition/hypertension", "icd10cm|E11.9");

        assertThat(codes("type-2-diabetes", vocabulary)).contains(8).doesNotContain(9);
    }

    /** E11.21 is read as a concept of its own; only the pattern E11* tells that it is type 2 diabetes. */
    @Test
    void anOpenCodeCoversWhatIsReadAsSomethingNarrower() {
        String narrower = TIMELINES
                .diagnosis(new Coding(Coding.ICD_10_CM, "E11.21", null))
                .orElseThrow();
        assertThat(narrower).isNotEqualTo("condition/type-2-diabetes");

        assertThat(codes("type-2-diabetes", vocabulary(narrower))).containsExactly(8);
    }

    @Test
    void aVocabularyWithoutThemHasNone() {
        assertThat(codes("type-2-diabetes", vocabulary("condition/hypertension")))
                .isEmpty();
    }

    private static List<Integer> codes(String outcome, Vocabulary vocabulary) {
        Outcomes.Definition definition = Outcomes.load().outcomes().stream()
                .filter(one -> one.id().equals(outcome))
                .findFirst()
                .orElseThrow();
        return DiagnosisCodes.of(definition, vocabulary, TIMELINES);
    }

    private static Vocabulary vocabulary(String... concepts) {
        List<Vocabulary.Entry> entries = new ArrayList<>();
        Stream.concat(Stream.iterate(0, i -> i + 1).limit(8).map(i -> "token/" + i), Stream.of(concepts))
                .forEach(concept -> entries.add(new Vocabulary.Entry(concept, concept, List.of(), 100, null)));
        return new Vocabulary(entries, new Vocabulary.Clamps(90, Set.of(EventKind.values())));
    }
}
