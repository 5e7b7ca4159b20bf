package org.prodrome.reasoning.training;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** Object mother: stories in the words of {@link TestSequences}' vocabulary. */
public final class TestTimelines {

    private static final LocalDate BIRTH = LocalDate.of(1960, 1, 1);
    static final LocalDate AS_OF = LocalDate.of(2015, 6, 1);

    private TestTimelines() {}

    /** A patient of 55 with a rising lab and noise over four years. */
    public static Timeline usual(int events) {
        return usual(events, 1);
    }

    /** Another seed, another patient. */
    public static Timeline usual(int events, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            LocalDate day = AS_OF.minusDays(1400L * (events - i) / events);
            entries.add(
                    random.nextInt(3) == 0
                            ? lab(day, 3.0 * i / events, i)
                            : entry(
                                    "noise/" + random.nextInt(TestSequences.NOISES),
                                    day,
                                    "9",
                                    i,
                                    new NormalisedValue.None()));
        }
        return at(AS_OF, entries);
    }

    /** {@link #usual(int)} of a record with gaps. */
    public static Timeline usual(int events, List<Gap> gaps) {
        Timeline usual = usual(events);
        return new Timeline(usual.asOf(), usual.birthDate(), usual.sex(), usual.entries(), 0, gaps);
    }

    /** {@link #usual(int)} of another sex. */
    public static Timeline usual(int events, Demographics.Sex sex) {
        Timeline usual = usual(events);
        return new Timeline(usual.asOf(), usual.birthDate(), sex, usual.entries(), 0, List.of());
    }

    /** A story up to a day. */
    public static Timeline at(LocalDate asOf, List<TimelineEntry> entries) {
        return new Timeline(asOf, BIRTH, Demographics.Sex.MALE, entries, 0, List.of());
    }

    /** The same story with one more fact. */
    public static Timeline with(Timeline timeline, TimelineEntry entry) {
        List<TimelineEntry> entries = new ArrayList<>(timeline.entries());
        entries.add(entry);
        entries.sort((a, b) -> a.age().compareTo(b.age()));
        return at(timeline.asOf(), entries);
    }

    /** The outcome of {@link TestSequences#outcomes} itself. */
    public static TimelineEntry plantedDisease() {
        return entry("noise/0", AS_OF.minusDays(100), "1", 999, new NormalisedValue.None());
    }

    /** The same story with that outcome recorded without a date. */
    static Timeline withUndated(Timeline timeline) {
        Diagnosis undated = TestRecords.undatedDiagnosis("undated", "1", Diagnosis.Verification.CONFIRMED);
        return new Timeline(
                timeline.asOf(),
                timeline.birthDate(),
                timeline.sex(),
                timeline.entries(),
                1,
                timeline.gaps(),
                List.of(new Timeline.Undated("noise/0", undated)));
    }

    /** The same story with so many problems more, that nobody dated and no model foretells. */
    static Timeline withUndatedProblems(Timeline timeline, int problems) {
        List<Timeline.Undated> undated = IntStream.range(0, problems)
                .mapToObj(i -> new Timeline.Undated(
                        "problem/" + i,
                        TestRecords.undatedDiagnosis("problem-" + i, "8", Diagnosis.Verification.CONFIRMED)))
                .toList();
        return new Timeline(
                timeline.asOf(),
                timeline.birthDate(),
                timeline.sex(),
                timeline.entries(),
                problems,
                timeline.gaps(),
                undated);
    }

    static TimelineEntry unknown(int i) {
        return entry("nobody-knows/" + i, AS_OF.minusDays(3 + i), "9", 500 + i, new NormalisedValue.None());
    }

    static TimelineEntry noise(LocalDate day, int i) {
        return entry("noise/" + i % TestSequences.NOISES, day, "9", i, new NormalisedValue.None());
    }

    static TimelineEntry highLab(LocalDate day, int i) {
        return lab(day, 4, i);
    }

    private static TimelineEntry lab(LocalDate day, double value, int i) {
        return entry("lab", day, "9", i, new NormalisedValue.Number(value, "1"));
    }

    private static TimelineEntry entry(String concept, LocalDate day, String code, int i, NormalisedValue value) {
        EventTime time = new EventTime(day, day.atStartOfDay().toInstant(ZoneOffset.UTC), EventTime.Precision.DAY);
        Diagnosis event = new Diagnosis(
                new FhirReference("Condition", "c" + i, null),
                CodedConcept.of(new Coding(Coding.SNOMED, code, concept)),
                time,
                null,
                null,
                Diagnosis.ClinicalStatus.ACTIVE,
                Diagnosis.Verification.CONFIRMED,
                Diagnosis.Category.PROBLEM_LIST);
        return new TimelineEntry(AgeDays.between(BIRTH, day), concept, value, event);
    }
}
