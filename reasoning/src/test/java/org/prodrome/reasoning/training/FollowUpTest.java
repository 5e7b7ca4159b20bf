package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.inYear;
import static org.prodrome.reasoning.TestRecords.planned;
import static org.prodrome.reasoning.TestRecords.undatedDiagnosis;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CarePlanned;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.timeline.AgeDays;

class FollowUpTest {

    private static final Outcomes OUTCOMES = Outcomes.load();
    private static final int DIABETES =
            OUTCOMES.list().stream().map(o -> o.id()).toList().indexOf("type-2-diabetes");
    private static final LocalDate DAY = BIRTH.plusDays(20_000);

    private static FollowUp of(ClinicalEvent... events) {
        return FollowUp.of(TestRecords.record("p", events), OUTCOMES).orElseThrow();
    }

    @Test
    void anOutcomeWithoutADateIsThereFromTheBeginningAndIsNeverAskedFor() {
        FollowUp life = of(
                visit("a", DAY.minusYears(3)),
                undatedDiagnosis("b", "44054006", Diagnosis.Verification.CONFIRMED),
                diagnosis("c", "44054006", DAY));
        assertThat(life.outcomeAges()[DIABETES]).isZero();
        assertThat(life.known(20_000 - 1_000, 365) >> DIABETES & 1).isZero();
        assertThat(life.came(20_000 - 100, 365) >> DIABETES & 1).isZero();
    }

    @Test
    void aSuspectedOneWithoutADateIsNone() {
        FollowUp life = of(visit("a", DAY), undatedDiagnosis("b", "44054006", Diagnosis.Verification.UNCONFIRMED));
        assertThat(life.outcomeAges()[DIABETES]).isNaN();
    }

    @Test
    void whatIsOnlyPlannedOrArrangedNeitherBeginsNorEndsObservationAndIsNoVisit() {
        CarePlanned plan = new CarePlanned(
                new FhirReference("CarePlan", "c", null),
                new CodedConcept(List.of(), "plan"),
                TestRecords.on(DAY.plusYears(2)),
                null,
                "active",
                List.of(),
                List.of());
        FollowUp life = of(
                visit("a", DAY.minusDays(400)),
                visit("b", DAY),
                planned("d", DAY.minusYears(9)),
                planned("e", DAY.plusYears(1)),
                plan);
        assertThat(life.firstAge()).isEqualTo(19_600);
        assertThat(life.endAge()).isEqualTo(20_000);
        assertThat(life.visitAges()).containsExactly(19_600, 20_000);
    }

    @Test
    void whoDiedNobodyKnowsWhenIsLostAtTheEndOfObservation() {
        PatientRecord record = TestRecords.record("p", visit("a", DAY));
        Demographics who = new Demographics(null, BIRTH, Demographics.Sex.FEMALE, null, true, null, null, null);
        PatientRecord dead = new PatientRecord(
                record.issuer(),
                record.patient(),
                who,
                record.events(),
                List.of(),
                record.resources(),
                1,
                Instant.EPOCH);
        FollowUp life = FollowUp.of(dead, OUTCOMES).orElseThrow();
        assertThat(life.died()).isFalse();
        assertThat(life.endAge()).isEqualTo(20_000);
        assertThat(life.known(19_900, 365)).isZero();
    }

    @Test
    void noDayOfTheYearThatAnOutcomeIsDatedByIsAskedAboutItAndItDoesNotStretchObservation() {
        int year = DAY.getYear();
        FollowUp life = of(
                visit("a", LocalDate.of(year, 6, 1)),
                diagnosis("b", "44054006", Diagnosis.Verification.CONFIRMED, inYear(year)));
        int june = AgeDays.between(BIRTH, LocalDate.of(year, 6, 1)).value();
        assertThat(life.endAge()).isEqualTo(june);
        int first = AgeDays.between(BIRTH, LocalDate.of(year, 1, 1)).value();
        assertThat(life.outcomeAges()[DIABETES]).isEqualTo(first);
        assertThat(life.known(first, 10) >> DIABETES & 1).isZero();
        assertThat(life.known(june - 10, 10) >> DIABETES & 1).isZero();
        assertThat(life.known(first - 1, 10) >> DIABETES & 1).isOne();
        assertThat(life.came(first - 1, 10) >> DIABETES & 1).isOne();
    }

    @Test
    void aVagueDateBeforeAFullOneLeavesOutTheDaysBetween() {
        int year = DAY.getYear();
        FollowUp life = of(
                visit("a", LocalDate.of(year, 6, 1)),
                diagnosis("b", "44054006", Diagnosis.Verification.CONFIRMED, inYear(year)),
                diagnosis("c", "44054006", LocalDate.of(year, 5, 1)));
        assertThat(life.outcomeAges()[DIABETES])
                .isEqualTo(AgeDays.between(BIRTH, LocalDate.of(year, 1, 1)).value());
    }

    @Test
    void aFullDateCountsFromItsDay() {
        FollowUp life = of(visit("a", DAY), diagnosis("b", "44054006", DAY.minusDays(40)));
        assertThat(life.outcomeAges()[DIABETES]).isEqualTo(20_000 - 40);
    }
}
