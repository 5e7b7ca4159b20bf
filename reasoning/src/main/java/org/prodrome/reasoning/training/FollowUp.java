package org.prodrome.reasoning.training;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * What became of a patient: labels, never inputs.
 *
 * @param patient hash of the pseudonym
 * @param birth date of birth
 * @param sex administrative gender
 * @param firstAge age in days at the first dated event
 * @param endAge age in days at the end of observation: death, else the last dated event
 * @param died whether the end is death
 * @param outcomeAges first recorded diagnosis, NaN if never, {@code (outcomes)}; only confirmed or unqualified ones count
 * @param visitAges distinct days with an encounter, rising; all days with events when there is no encounter
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
        int[] days = ages(birth, record.events().stream().map(Timelines::knownOn), deathAge);
        if (days.length == 0) {
            return Optional.empty();
        }
        int[] visits = ages(birth, record.events(EncounterStay.class).map(Timelines::knownOn), deathAge);
        return Optional.of(new FollowUp(
                Split.hash(record.patient().value()),
                birth,
                record.demographics().sex(),
                days[0],
                death == null ? days[days.length - 1] : deathAge,
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

    /** Distinct ages in order; what is dated after death isn't life. */
    private static int[] ages(LocalDate birth, Stream<Optional<LocalDate>> days, int deathAge) {
        return days.flatMap(Optional::stream)
                .mapToInt(day -> age(birth, day))
                .filter(age -> age <= deathAge)
                .distinct()
                .sorted()
                .toArray();
    }

    private static float[] outcomeAges(PatientRecord record, Outcomes outcomes, LocalDate birth) {
        float[] ages = new float[outcomes.outcomes().size()];
        Arrays.fill(ages, Float.NaN);
        List<Diagnosis> diagnoses =
                record.events(Diagnosis.class).filter(FollowUp::counts).toList();
        for (int o = 0; o < ages.length; o++) {
            var outcome = outcomes.outcomes().get(o);
            Optional<LocalDate> first = diagnoses.stream()
                    .filter(diagnosis -> outcome.matches(diagnosis.concept()))
                    .flatMap(diagnosis -> Timelines.knownOn(diagnosis).stream())
                    .min(Comparator.naturalOrder());
            if (first.isPresent()) {
                ages[o] = age(birth, first.get());
            }
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
