package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.visit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.timeline.Timelines;

class TokenizerTest {

    private static final LocalDate AS_OF = LocalDate.of(2020, 1, 1);
    private static final Timelines TIMELINES = Timelines.load();
    private static final Vocabulary VOCABULARY = TestVocabularies.small(TIMELINES);

    private static Tokens tokens(int window, LocalDate asOf, ClinicalEvent... events) {
        return new Tokenizer(VOCABULARY, window).tokenize(TIMELINES.build(record("p", events), asOf));
    }

    private static int id(String concept) {
        return Objects.requireNonNull(VOCABULARY.index().get(concept));
    }

    private static ValueBins hba1c() {
        return Objects.requireNonNull(VOCABULARY.entries().get(id("lab/hba1c")).values());
    }

    @Test
    void keepsTheFirstDiagnosisAndTheExtremesOfALongRecord() {
        List<ClinicalEvent> events = new ArrayList<>();
        events.add(diagnosis("old", "44054006", AS_OF.minusYears(20)));
        events.add(lab("highest", "4548-4", AS_OF.minusYears(15), "14.0", "%"));
        events.add(lab("lowest", "4548-4", AS_OF.minusYears(14), "4.1", "%"));
        for (int i = 0; i < 300; i++) {
            events.add(visit("v" + i, AS_OF.minusDays(i + 1)));
        }
        Tokens tokens = tokens(32, AS_OF, events.toArray(ClinicalEvent[]::new));
        assertThat(tokens.length()).isEqualTo(32);
        assertThat(tokens.codes()).contains(id("condition/type-2-diabetes"), id("lab/hba1c"));
        int first = hba1c().firstBin();
        int top = first + hba1c().edges().size();
        assertThat(tokens.bins()).contains(first, top);
        assertThat(tokens.eventsInTimeline()).isEqualTo(303);
        assertThat(tokens.eventsSeen()).isLessThan(303);
    }

    @Test
    void hasClinicalThresholdsAmongTheBinEdges() {
        assertThat(hba1c().edges()).contains(5.7, 6.5);
    }

    @Test
    void poolsAgesOverNinety() {
        LocalDate old = BIRTH.plusYears(97);
        Tokens tokens = tokens(32, old, visit("v", old.minusDays(3)));
        assertThat(tokens.ages()[tokens.length() - 1]).isEqualTo(90 * 365.25f + 0.5f);
    }

    @Test
    void letsTheAsOfTokenSeeItsOwnDay() {
        Tokens tokens = tokens(32, AS_OF, visit("v", AS_OF));
        assertThat(tokens.ages()[2]).isGreaterThan(tokens.ages()[1]);
    }

    @Test
    void marksFiveYearsOfSilence() {
        Tokens tokens = tokens(32, AS_OF, visit("v", AS_OF.minusYears(11)));
        assertThat(tokens.codes())
                .containsExactly(
                        Vocabulary.sexToken(Demographics.Sex.FEMALE),
                        id("encounter/check-up"),
                        Vocabulary.NO_EVENT,
                        Vocabulary.NO_EVENT,
                        Vocabulary.AS_OF);
    }

    @Test
    void countsWhatItDoesNotKnow() {
        Tokens tokens = tokens(32, AS_OF, diagnosis("d", "123456789", AS_OF.minusDays(9)));
        assertThat(tokens.unknown()).isEqualTo(1);
        assertThat(tokens.codes()).contains(Vocabulary.UNKNOWN);
    }

    @Test
    void keepsAVocabularyThroughAFile(@TempDir Path directory) {
        Path file = directory.resolve("vocabulary.json");
        VOCABULARY.save(file);
        assertThat(Vocabulary.load(file)).isEqualTo(VOCABULARY);
    }

    @Test
    void givesEachConceptItsOntologyParents() {
        int[][] parents = VOCABULARY.parentMatrix();
        assertThat(parents[id("condition/type-2-diabetes")]).contains(id("group/diabetes"), id("group/endocrine"));
    }
}
