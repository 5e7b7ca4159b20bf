package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.only;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Attribution;
import org.prodrome.fhir.record.CarePlanned;
import org.prodrome.fhir.record.CareTeamFormed;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.CoverageHeld;
import org.prodrome.fhir.record.DeviceUsed;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.GoalSet;
import org.prodrome.fhir.record.ImagingDone;
import org.prodrome.fhir.record.ImmunizationGiven;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.ProcedureDone;
import org.prodrome.fhir.record.ServiceOrder;

/** What was planned, ordered and done. */
class CareTest {

    @Test
    void aCarePlanTellsWhatItPlans() {
        CarePlanned plan = only(CarePlanned.class, resource("CarePlan", "p", """
            "status":"active","intent":"plan","title":"Diabetes plan","period":{"start":"2026-09-01","end":"2027-09-01"},
            "goal":[{"reference":"Goal/g"}],"activity":[{"detail":{"code":{"text":"diet"}}},
             {"detail":{"description":"walk daily"}},{"reference":{"reference":"ServiceRequest/s","display":"foot check"}}]"""));

        assertThat(plan.concept().words()).isEqualTo("Diabetes plan");
        assertThat(day(plan.time())).isEqualTo(LocalDate.of(2026, 9, 1));
        assertThat(day(plan.end())).isEqualTo(LocalDate.of(2027, 9, 1));
        assertThat(plan.activities())
                .extracting(CodedConcept::words)
                .containsExactly("diet", "walk daily", "foot check");
        assertThat(plan.goals()).extracting(FhirReference::literal).containsExactly("Goal/g");
    }

    @Test
    void aGoalIsDueAhead() {
        GoalSet goal = only(GoalSet.class, resource("Goal", "g", """
            "lifecycleStatus":"active","achievementStatus":{"coding":[{"code":"improving"}]},"description":{"text":"HbA1c below 7"},
            "startDate":"2026-01-01","target":[{"dueDate":"2026-12-31"}]"""));

        assertThat(day(goal.time())).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(day(goal.due())).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(goal.achievement()).isEqualTo("improving");
    }

    @Test
    void aHousesOwnAchievementCodeBeforeFhirsDoesNotHideIt() {
        assertThat(achievement("{\"system\":\"urn:house\",\"code\":\"9\"},{\"code\":\"achieved\"}"))
                .isEqualTo("achieved");
        assertThat(achievement("{\"display\":\"no code\"},{\"system\":\"urn:house\",\"code\":\"9\"}"))
                .isEqualTo("9");
    }

    private static @Nullable String achievement(String codings) {
        return only(GoalSet.class, resource("Goal", "g", "\"achievementStatus\":{\"coding\":[" + codings + "]}"))
                .achievement();
    }

    @Test
    void aCareTeamHasRolesAndNobodysName() {
        CareTeamFormed team = only(CareTeamFormed.class, resource("CareTeam", "t", """
            "status":"active","name":"Diabetes team","participant":[
             {"role":[{"text":"nurse"}],"member":{"reference":"Practitioner/1","display":"Grace Hopper"}}]"""));

        assertThat(team.roles()).extracting(CodedConcept::words).containsExactly("nurse");
        assertThat(team.toString()).doesNotContain("Grace");
    }

    @Test
    void anOrderForAServiceSaysWhetherItIsStillOpenAndWhy() {
        ServiceOrder order = only(ServiceOrder.class, resource("ServiceRequest", "s", """
            "status":"active","intent":"order","code":{"text":"colonoscopy"},"authoredOn":"2026-05-01",
            "occurrenceDateTime":"2026-10-01","reasonCode":[{"text":"screening"}]"""));

        assertThat(order.isOpen()).isTrue();
        assertThat(day(order.time())).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(order.reasons()).extracting(CodedConcept::words).containsExactly("screening");
    }

    @Test
    void aDeviceGivesItsModelAndNotItsSerialNumber() {
        DeviceUsed device = only(DeviceUsed.class, resource("Device", "d", """
            "status":"active","type":{"text":"pacemaker"},"serialNumber":"SN-0042","lotNumber":"L7",
            "udiCarrier":[{"deviceIdentifier":"00844588003288","carrierHRF":"(01)00844588003288(21)SN-0042"}]"""));

        assertThat(device.deviceIdentifier()).isEqualTo("00844588003288");
        assertThat(device.toString()).doesNotContain("SN-0042").doesNotContain("L7");
    }

    @Test
    void aDeviceOfTheHouseIsNobodys() {
        assertThat(map("{\"resourceType\":\"Device\",\"id\":\"d\",\"type\":{\"text\":\"scanner\"}}")
                        .events())
                .isEmpty();
    }

    @Test
    void anImagingStudyTellsItsModalitiesOnce() {
        ImagingDone study = only(ImagingDone.class, resource("ImagingStudy", "i", """
            "status":"available","started":"2026-03-03T10:00:00Z","description":"CT chest","modality":[{"system":"dcm","code":"CT"}],
            "series":[{"uid":"1","modality":{"system":"dcm","code":"CT"}},{"uid":"2","modality":{"system":"dcm","code":"SR"}}]"""));

        assertThat(study.concept().words()).isEqualTo("CT chest");
        assertThat(study.modalities()).extracting(Coding::code).containsExactly("CT", "SR");
    }

    @Test
    void aCoverageHasNoMemberNumber() {
        CoverageHeld coverage = only(CoverageHeld.class, resource("Coverage", "c", """
            "status":"active","type":{"text":"HMO"},"subscriberId":"M-77","period":{"start":"2020-01-01"},"payor":[{"display":"x"}]"""));

        assertThat(coverage.concept().words()).isEqualTo("HMO");
        assertThat(coverage.toString()).doesNotContain("M-77");
    }

    @Test
    void aProvenanceSpeaksOfOthersWithoutNames() {
        Attribution attribution = only(Attribution.class, """
            {"resourceType":"Provenance","id":"v","recorded":"2026-02-02T00:00:00Z","target":[{"reference":"Observation/o"}],
             "agent":[{"type":{"coding":[{"code":"author"}]},"who":{"display":"Grace Hopper"}}]}""");

        assertThat(attribution.targets()).extracting(FhirReference::literal).containsExactly("Observation/o");
        assertThat(attribution.agents())
                .extracting(agent -> agent.codings().getFirst().code())
                .containsExactly("author");
        assertThat(attribution.toString()).doesNotContain("Grace");
    }

    @Test
    void anEncounterKeepsReasonsAndWhereThePatientWent() {
        EncounterStay stay = only(EncounterStay.class, resource("Encounter", "e", """
            "status":"finished","class":{"code":"IMP"},"type":[{"text":"stay"}],"period":{"start":"2026-01-01","end":"2026-01-05"},
            "reasonCode":[{"text":"chest pain"}],"hospitalization":{"dischargeDisposition":{"coding":[{"code":"home"}]}}"""));

        assertThat(stay.reasons()).extracting(CodedConcept::words).containsExactly("chest pain");
        assertThat(Objects.requireNonNull(stay.discharge()).codings())
                .extracting(Coding::code)
                .containsExactly("home");
    }

    @Test
    void aProcedureAndAnImmunizationCountWhenTheyWereDone() {
        assertThat(day(only(
                                ProcedureDone.class,
                                resource(
                                        "Procedure",
                                        "p",
                                        "\"status\":\"completed\",\"performedPeriod\":{\"start\":\"2024-02-03\"}"))
                        .time()))
                .isEqualTo(LocalDate.of(2024, 2, 3));
        assertThat(day(only(
                                ImmunizationGiven.class,
                                resource(
                                        "Immunization",
                                        "i",
                                        "\"status\":\"completed\",\"occurrenceString\":\"as a child\",\"recorded\":\"2010-01-01\""))
                        .time()))
                .isEqualTo(LocalDate.of(2010, 1, 1));
    }

    @Test
    void whatDidNotHappenIsKeptOutAndCounted() {
        PatientRecord record = map(
                resource("Procedure", "a", "\"status\":\"not-done\""),
                resource("Immunization", "b", "\"status\":\"not-done\""),
                resource("Encounter", "c", "\"status\":\"cancelled\""),
                resource("CarePlan", "d", "\"status\":\"revoked\""),
                resource("Goal", "e", "\"lifecycleStatus\":\"rejected\""),
                resource("ImagingStudy", "f", "\"status\":\"registered\""),
                resource("Coverage", "g", "\"status\":\"cancelled\""),
                resource("DiagnosticReport", "h", "\"status\":\"cancelled\""),
                resource("DocumentReference", "i", "\"status\":\"superseded\""),
                resource("ServiceRequest", "j", "\"doNotPerform\":true"));

        assertThat(record.events()).isEmpty();
        assertThat(record.exclusions().notDone()).isEqualTo(10);
    }

    private static LocalDate day(@Nullable EventTime time) {
        return Objects.requireNonNull(time).date();
    }
}
