package org.prodrome.reasoning.timeline;

import java.time.LocalDate;
import java.util.List;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.Gap;

/**
 * The record as an ordered story up to a day. Nothing after {@code asOf} is in it.
 *
 * @param asOf the day the story ends, inclusive
 * @param birthDate the patient's date of birth
 * @param sex administrative gender
 * @param entries by age, then by concept and source, so that the order of the source never matters
 * @param undated how many events had no date and are therefore left out
 * @param gaps what could not be read, plus what could not be used
 * @param undatedDiagnoses diagnoses without any date: nobody knows since when, so they are no entries, but they are there
 */
public record Timeline(
        LocalDate asOf,
        LocalDate birthDate,
        Demographics.Sex sex,
        List<TimelineEntry> entries,
        int undated,
        List<Gap> gaps,
        List<Undated> undatedDiagnoses) {

    /** A diagnosis with its concept key. */
    public record Undated(String concept, Diagnosis diagnosis) {}

    public Timeline {
        entries = List.copyOf(entries);
        gaps = List.copyOf(gaps);
        undatedDiagnoses = List.copyOf(undatedDiagnoses);
    }

    /** A story of which every diagnosis has a date. */
    public Timeline(
            LocalDate asOf,
            LocalDate birthDate,
            Demographics.Sex sex,
            List<TimelineEntry> entries,
            int undated,
            List<Gap> gaps) {
        this(asOf, birthDate, sex, entries, undated, gaps, List.of());
    }

    /** The patient's age on the as-of day. */
    public AgeDays age() {
        return AgeDays.between(birthDate, asOf);
    }

    /** The story up to an earlier day, as it would have been told then; gaps stay those of the whole. */
    public Timeline until(LocalDate day) {
        int last = AgeDays.between(birthDate, day).value();
        List<TimelineEntry> told =
                entries.stream().filter(entry -> entry.age().value() <= last).toList();
        return new Timeline(day, birthDate, sex, told, undated, gaps, undatedDiagnoses);
    }

    /** False when the record has no date of birth: then there are no entries and {@link #age()} means nothing. */
    public boolean ageKnown() {
        return gaps.stream().noneMatch(gap -> gap.part().equals(Timelines.NO_BIRTH_DATE));
    }
}
