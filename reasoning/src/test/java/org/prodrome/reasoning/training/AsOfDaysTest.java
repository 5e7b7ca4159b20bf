package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;

/** Which days a patient is looked at: enough of them, and none chosen by what came later. */
class AsOfDaysTest {
    private static final int HISTORY = 365;
    private static final int FIRST = 14_000;

    @Test
    void drawsAboutOneVisitPerYearWithHistoryBeforeIt() {
        int[] yearly = IntStream.range(0, 10).map(year -> FIRST + 365 * year).toArray();

        List<Integer> drawn = AsOfDays.perYear(life(1, yearly, yearly[9], false), 18, HISTORY, 3);

        assertThat(drawn)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeBetween(6, 9)
                .allMatch(age -> age >= FIRST + HISTORY);
    }

    @Test
    void visitsThatFollowChangeNothingOfWhatWasDrawnBefore() {
        int[] visits = {FIRST, FIRST + 500, FIRST + 800};
        int[] more = {FIRST, FIRST + 500, FIRST + 800, FIRST + 801, FIRST + 802, FIRST + 810, FIRST + 830};
        for (int patient = 0; patient < 200; patient++) {
            Set<Integer> few = upTo(FIRST + 800, life(patient, visits, FIRST + 900, false));
            Set<Integer> many = upTo(FIRST + 800, life(patient, more, FIRST + 900, false));

            assertThat(many).isEqualTo(few);
        }
    }

    @Test
    void theLastDayOfALivingPatientIsDrawnAsOthersAreAndADeadOnesIsNot() {
        int[] visits = {FIRST, FIRST + 400, FIRST + 800};

        assertThat(anyOfMany(visits, false)).contains(FIRST + 800);
        assertThat(anyOfMany(visits, true)).doesNotContain(FIRST + 800).contains(FIRST + 400);
    }

    @Test
    void whoDiedNobodyKnowsWhenIsDrawnOnTheLastDayAsTheLivingAre() {
        LocalDate last = TestRecords.BIRTH.plusDays(FIRST + 800);
        PatientRecord record = TestRecords.record(
                "p", visit("a", last.minusDays(800)), visit("b", last.minusDays(400)), visit("c", last));
        Demographics who =
                new Demographics(null, TestRecords.BIRTH, Demographics.Sex.FEMALE, null, true, null, null, null);
        PatientRecord dead = new PatientRecord(
                record.issuer(),
                record.patient(),
                who,
                record.events(),
                List.of(),
                record.resources(),
                3,
                Instant.EPOCH);
        Set<Integer> drawn = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            drawn.addAll(AsOfDays.perYear(FollowUp.of(dead, Outcomes.load()).orElseThrow(), 18, HISTORY, seed));
        }
        assertThat(drawn).contains(FIRST + 800);
    }

    private static Set<Integer> anyOfMany(int[] visits, boolean died) {
        Set<Integer> drawn = new HashSet<>();
        for (int patient = 0; patient < 50; patient++) {
            drawn.addAll(AsOfDays.perYear(life(patient, visits, visits[2], died), 18, HISTORY, 3));
        }
        return drawn;
    }

    private static Set<Integer> upTo(int last, FollowUp life) {
        Set<Integer> drawn = new HashSet<>(AsOfDays.perYear(life, 18, HISTORY, 3));
        drawn.removeIf(age -> age > last);
        return drawn;
    }

    private static FollowUp life(long patient, int[] visits, int end, boolean died) {
        return new FollowUp(
                patient,
                LocalDate.of(1970, 1, 1),
                Demographics.Sex.FEMALE,
                Arrays.stream(visits).min().orElse(0),
                end,
                died,
                new float[0],
                visits);
    }
}
