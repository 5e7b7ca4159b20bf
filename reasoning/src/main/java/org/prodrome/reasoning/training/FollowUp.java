package org.prodrome.reasoning.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * What became of a patient: labels, never inputs.
 *
 * @param patient hash of the pseudonym
 * @param birth date of birth
 * @param sex administrative gender
 * @param firstAge age in days at the first dated event that happened
 * @param endAge age in days at the end of observation: death, else the last dated event that happened; an export's own day is of
 *     no use, for dates are shifted
 * @param died whether the end is death; who died on a day that nobody gave is lost to observation at its end: nobody knows what
 *     came in between
 * @param outcomeAges first recorded diagnosis, NaN if never, 0 (there from the beginning) where one has no date,
 *     {@code (outcomes)}; only confirmed or unqualified ones count. One dated by a year or a month counts from its first day: on any
 *     day of that period it may have begun, and been treated, so none of them is asked about it
 * @param visitAges distinct days with an encounter that took place, rising; all days with events when there is no encounter
 */
public record FollowUp(
        long patient,
        LocalDate birth,
        Demographics.Sex sex,
        int firstAge,
        int endAge,
        boolean died,
        float[] outcomeAges,
        int[] visitAges) {

    /** Empty for a patient without a date of birth or without any dated event. */
    public static Optional<FollowUp> of(PatientRecord record, Outcomes outcomes) {
        LocalDate birth = record.demographics().birthDate();
        if (birth == null) {
            return Optional.empty();
        }
        LocalDate death = record.demographics().deceased();
        int deathAge = death == null ? Integer.MAX_VALUE : age(birth, death);
        List<ClinicalEvent> happened =
                record.events().stream().filter(Timelines::happened).toList();
        OptionalInt last = happened.stream()
                .flatMap(event -> EventDays.dated(event).stream())
                .mapToInt(day -> age(birth, day))
                .filter(age -> age <= deathAge)
                .max();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        int end = death == null ? last.getAsInt() : deathAge;
        int[] days = ages(birth, happened.stream(), end);
        int[] visits = ages(birth, happened.stream().filter(EncounterStay.class::isInstance), end);
        return Optional.of(new FollowUp(
                Split.hash(record.patient().value()),
                birth,
                record.demographics().sex(),
                days[0],
                end,
                death != null,
                outcomeAges(record, outcomes, birth),
                visits.length == 0 ? days : visits));
    }

    /** A bit per outcome: not there already on that day, and observed to the horizon or to death. */
    long known(int day, int horizonDays) {
        return endAge < day + horizonDays && !died ? 0 : bits(age -> !(age <= day));
    }

    /** A bit per outcome: came within the horizon. */
    long came(int day, int horizonDays) {
        return bits(age -> age > day && age <= day + horizonDays);
    }

    private long bits(DoublePredicate which) {
        long bits = 0;
        for (int outcome = 0; outcome < outcomeAges.length; outcome++) {
            bits |= which.test(outcomeAges[outcome]) ? 1L << outcome : 0;
        }
        return bits;
    }

    private static int age(LocalDate birth, LocalDate day) {
        return Math.max(0, AgeDays.between(birth, day).value());
    }

    /** Distinct ages in order; what is dated after the end isn't observed. */
    private static int[] ages(LocalDate birth, Stream<ClinicalEvent> events, int end) {
        return events.flatMap(event -> knownAge(birth, event, end).stream())
                .mapToInt(Integer::intValue)
                .filter(age -> age <= end)
                .distinct()
                .sorted()
                .toArray();
    }

    /** What is vaguely dated was known by the end of observation, unless it is of a later day altogether. */
    private static Optional<Integer> knownAge(LocalDate birth, ClinicalEvent event, int end) {
        return EventDays.known(event)
                .map(day -> Math.min(
                        age(birth, day),
                        Math.max(end, age(birth, EventDays.dated(event).orElse(day)))));
    }

    private static float[] outcomeAges(PatientRecord record, Outcomes outcomes, LocalDate birth) {
        float[] ages = new float[outcomes.outcomes().size()];
        List<Diagnosis> diagnoses =
                record.events(Diagnosis.class).filter(FollowUp::counts).toList();
        for (int o = 0; o < ages.length; o++) {
            var outcome = outcomes.outcomes().get(o);
            int first = diagnoses.stream()
                    .filter(diagnosis -> outcome.matches(diagnosis.concept()))
                    .mapToInt(diagnosis -> EventDays.dated(diagnosis)
                            .map(day -> age(birth, day))
                            .orElse(0))
                    .min()
                    .orElse(-1);
            ages[o] = first < 0 ? Float.NaN : first;
        }
        return ages;
    }

    private static boolean counts(Diagnosis diagnosis) {
        return switch (diagnosis.verification()) {
            case CONFIRMED, UNKNOWN -> true;
            case PROVISIONAL, DIFFERENTIAL, UNCONFIRMED -> false;
        };
    }
}
