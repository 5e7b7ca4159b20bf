package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.visit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.timeline.DataVersion;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.Vocabulary;

class SequencesTest {

    private static final Outcomes OUTCOMES = Outcomes.load();
    private static final int DIABETES =
            OUTCOMES.list().stream().map(o -> o.id()).toList().indexOf("type-2-diabetes");
    private static final SequenceSettings SETTINGS = new SequenceSettings(64, 4, 5, 42, false);
    private static final TestSource SOURCE = new TestSource(TestCohort.of(200));

    private static SequenceData extract() {
        return new Sequences(Timelines.load(), OUTCOMES, SETTINGS, Progress.SILENT).extract(SOURCE);
    }

    @Test
    void splitsPatientsSeventyFifteenFifteen() {
        SequenceData data = extract();
        assertThat(data.trainingPatients() + data.tuningPatients() + data.heldOutPatients())
                .isEqualTo(200);
        assertThat(data.trainingPatients()).isBetween(125, 155);
        assertThat(patients(data.training())).doesNotContainAnyElementsOf(patients(data.tuning()));
    }

    private static Set<Long> patients(List<PatientSequence> sequences) {
        return sequences.stream().map(PatientSequence::patient).collect(Collectors.toSet());
    }

    @Test
    void drawsSeveralAsOfDaysPerPatientWithinTheirLife() {
        SequenceData data = extract();
        assertThat(data.training()).hasSizeGreaterThan(2 * data.trainingPatients());
        assertThat(data.training()).allSatisfy(sequence -> {
            assertThat(sequence.asOfAge()).isBetween(18 * 365.25f, sequence.endAge());
            int last = sequence.tokens().length() - 1;
            assertThat(sequence.tokens().codes()[last]).isEqualTo(Vocabulary.AS_OF);
            assertThat(sequence.tokens().ages()[last]).isEqualTo(sequence.asOfAge() + 0.5f);
        });
    }

    @Test
    void neverShowsADiagnosisBeforeItsDay() {
        SequenceData data = extract();
        int code = data.vocabulary().index().getOrDefault("condition/type-2-diabetes", Vocabulary.UNKNOWN);
        assertThat(data.training()).allSatisfy(sequence -> {
            boolean shown = false;
            for (int id : sequence.tokens().codes()) {
                shown |= id == code;
            }
            assertThat(shown).isEqualTo(sequence.outcomeAges()[DIABETES] <= sequence.asOfAge());
        });
    }

    @Test
    void givesTheSameSequencesForTheSameSeedAndThroughTheCache(@TempDir Path directory) throws IOException {
        String key = SequenceCache.key(SOURCE, SETTINGS, OUTCOMES);
        byte[] first = saved(directory.resolve("first"), key, extract());
        SequenceData cached = new SequenceCache(directory.resolve("first"))
                .load(key, OUTCOMES)
                .orElseThrow();
        assertThat(saved(directory.resolve("cached"), key, cached)).isEqualTo(first);
        assertThat(saved(directory.resolve("again"), key, extract())).isEqualTo(first);
        assertThat(cached.vocabulary()).isEqualTo(extract().vocabulary());
        assertThat(new SequenceCache(directory.resolve("first")).load(key + "x", OUTCOMES))
                .isEmpty();
    }

    @Test
    void cacheBesideAnotherVocabularyIsNotUsed(@TempDir Path directory) throws IOException {
        String key = SequenceCache.key(SOURCE, SETTINGS, OUTCOMES);
        SequenceCache cache = new SequenceCache(directory);
        cache.save(key, extract());
        assertThat(cache.load(key, OUTCOMES)).isPresent();
        Path vocabulary = directory.resolve("vocabulary.json");
        String before = Files.readString(vocabulary);
        Files.writeString(vocabulary, before.replaceFirst("\"patients\" : \\d+", "\"patients\" : 1000"));
        assertThat(cache.load(key, OUTCOMES)).isEmpty();
        Files.delete(vocabulary);
        assertThat(cache.load(key, OUTCOMES)).isEmpty();
        Files.writeString(vocabulary, before);
        assertThat(cache.load(key, OUTCOMES)).isPresent();
    }

    @Test
    void cacheIsOfTheTablesThatMadeIt() {
        assertThat(SequenceCache.key(SOURCE, SETTINGS, OUTCOMES)).contains(DataVersion.hash());
    }

    private static byte[] saved(Path directory, String key, SequenceData data) throws IOException {
        new SequenceCache(directory).save(key, data);
        return Files.readAllBytes(directory.resolve("sequences.bin"));
    }

    @Test
    void countsTheFirstConfirmedDiagnosisAndEndsAtDeath() {
        LocalDate day = BIRTH.plusDays(20_000);
        Diagnosis suspected = diagnosis(
                "a",
                new Coding(Coding.SNOMED, "44054006", null),
                day.minusDays(50),
                day.minusDays(50),
                Diagnosis.Verification.PROVISIONAL);
        FollowUp life = FollowUp.of(
                        TestRecords.record(
                                "p",
                                BIRTH,
                                Demographics.Sex.MALE,
                                day.plusDays(10),
                                List.of(suspected, diagnosis("b", "44054006", day), visit("c", day))),
                        OUTCOMES)
                .orElseThrow();
        assertThat(life.outcomeAges()[DIABETES]).isEqualTo(20_000f);
        assertThat(life.endAge()).isEqualTo(20_010);
        assertThat(life.died()).isTrue();
    }

    @Test
    void knowsAnOutcomeByItsIcdCodeToo() {
        Diagnosis icd = diagnosis(
                "a",
                new Coding(Coding.ICD_10_CM, "E11.65", null),
                BIRTH.plusDays(9_000),
                BIRTH.plusDays(9_000),
                Diagnosis.Verification.CONFIRMED);
        assertThat(FollowUp.of(record("p", icd), OUTCOMES).orElseThrow().outcomeAges()[DIABETES])
                .isEqualTo(9_000f);
    }

    @Test
    void refusesDataWithoutADeidentificationReport(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> Deidentified.require(directory))
                .isInstanceOf(ReasoningException.RefusedData.class)
                .hasMessageContaining("deidentification-report.json");
        Files.writeString(directory.resolve(Deidentified.REPORT), "{}");
        assertThat(Deidentified.require(directory)).isEqualTo(directory);
    }
}
