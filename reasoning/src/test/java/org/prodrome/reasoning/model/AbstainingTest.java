package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Vocabulary;

class AbstainingTest {

    private static final LocalDate BIRTH = LocalDate.of(1960, 1, 1);
    private static final Vocabulary VOCABULARY = new Vocabulary(
            IntStream.range(0, 9)
                    .mapToObj(i -> new Vocabulary.Entry("token/" + i, "fixed " + i, List.of(), 1, null))
                    .toList(),
            new Vocabulary.Clamps(90, Set.of(EventKind.values())));
    private static final StateDistance DISTANCE = new StateDistance(new float[] {1, 1}, new float[][] {{1}, {0, 1}}, 3);

    private static Reading reading(float... state) {
        Diagnosis known = new Diagnosis(
                new FhirReference("Condition", "c1", null),
                CodedConcept.of(new Coding(Coding.SNOMED, "1", "something")),
                null,
                null,
                null,
                Diagnosis.ClinicalStatus.ACTIVE,
                Diagnosis.Verification.CONFIRMED,
                Diagnosis.Category.PROBLEM_LIST);
        List<TimelineEntry> entries =
                List.of(new TimelineEntry(new AgeDays(15_000), "token/8", new NormalisedValue.None(), known));
        Timeline timeline = new Timeline(BIRTH.plusDays(16_000), BIRTH, Demographics.Sex.FEMALE, entries, 0, List.of());
        return new Reading(
                timeline, new Tokenizer(VOCABULARY, 8).tokenize(timeline), new Forward.Read(new double[0][], state));
    }

    private static Abstaining with(StateDistance distance) {
        return new Abstaining(new Limits(1, 180, 18, 90, 0.5, 0.5, distance), VOCABULARY);
    }

    @Test
    void declinesAPatientUnlikeThoseOfTrainingAndSaysHowFar() {
        assertThat(with(DISTANCE).reason(reading(1, 5)))
                .hasValue("a patient unlike those the model was trained on (distance 4.0, at most 3.0)");
        assertThat(with(DISTANCE).reason(reading(1, 3))).isEmpty();
    }

    @Test
    void saysTheSameWordsWithAPointOnAHostOfAnyLanguage() {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("de", "fr", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(with(DISTANCE).reason(reading(1, 5)))
                        .hasValue("a patient unlike those the model was trained on (distance 4.0, at most 3.0)");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void answersWithAPackageThatKnowsNoDistance() {
        Limits older = new Limits(1, 180, 18, 90, 0.5, null, null);
        assertThat(new Abstaining(older, VOCABULARY).reason(reading(100, 100))).isEmpty();
    }
}
