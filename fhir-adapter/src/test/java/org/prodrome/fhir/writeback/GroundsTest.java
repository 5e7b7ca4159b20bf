package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

class GroundsTest {
    private static final String CONDITION =
            "{\"resourceType\":\"Condition\",\"id\":\"c1\",\"meta\":{\"versionId\":\"1\"}}";
    private static final String METFORMIN =
            "{\"resourceType\":\"MedicationRequest\",\"id\":\"m1\",\"status\":\"active\",\"meta\":{\"versionId\":\"4\"}}";
    private static final String DRAFT =
            "{\"resourceType\":\"MedicationRequest\",\"id\":\"m2\",\"status\":\"draft\",\"meta\":{\"versionId\":\"1\"}}";
    private static final String ALLERGY =
            "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a1\",\"meta\":{\"versionId\":\"1\"}}";
    private static final List<FhirReference> SOURCES = List.of(new FhirReference("Condition", "c1", "1"));

    @Test
    void theSameRecordReadAgainChangesNothing() {
        Grounds grounds = Grounds.of(record(CONDITION, METFORMIN, ALLERGY), SOURCES, TestDrafts.METFORMIN);

        assertThat(grounds.against(record(ALLERGY, METFORMIN, CONDITION))).isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void aNewVersionOfASourceIsAChange() {
        Grounds grounds = Grounds.of(record(CONDITION), SOURCES, TestDrafts.HBA1C);

        assertThat(grounds.against(record(CONDITION.replace("\"1\"", "\"2\""))))
                .isEqualTo(new Grounds.Changed("what it rests on: 0 added, 1 changed, 0 no longer there"));
    }

    @Test
    void aSourceThatIsGoneIsAChange() {
        assertThat(Grounds.of(record(CONDITION), SOURCES, TestDrafts.HBA1C).against(record()))
                .isEqualTo(new Grounds.Changed("what it rests on: 0 added, 0 changed, 1 no longer there"));
    }

    @Test
    void whereAServerKeepsNoVersionsTheContentTells() {
        String unversioned = "{\"resourceType\":\"Condition\",\"id\":\"c1\",\"onsetDateTime\":\"2020\"}";
        Grounds grounds = Grounds.of(record(unversioned), SOURCES, TestDrafts.HBA1C);

        assertThat(grounds.against(record(unversioned))).isEqualTo(new Grounds.Unchanged());
        assertThat(grounds.against(record(unversioned.replace("2020", "2021")))).isInstanceOf(Grounds.Changed.class);
    }

    @Test
    void aColleaguesOrderCountsForAServiceAndOurDraftDoesNot() {
        String order =
                "{\"resourceType\":\"ServiceRequest\",\"id\":\"s1\",\"status\":\"active\",\"meta\":{\"versionId\":\"1\"}}";
        Grounds grounds = Grounds.of(record(CONDITION), SOURCES, TestDrafts.HBA1C);

        assertThat(grounds.against(record(CONDITION, order)))
                .isEqualTo(new Grounds.Changed("the list of ServiceRequest: 1 added, 0 changed, 0 no longer there"));
        assertThat(grounds.against(record(CONDITION, order.replace("active", "draft"))))
                .isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void aColleaguesProblemCountsForAProblemAndOursDoesNot() {
        String other = CONDITION.replace("c1", "c2");
        String ours = other.replace(
                "\"meta\"",
                "\"identifier\":[{\"system\":\"urn:prodrome:draft\",\"value\":\"d-9\"}],"
                        + "\"verificationStatus\":{\"coding\":[{\"code\":\"provisional\"}]},\"meta\"");
        Grounds grounds = Grounds.of(record(CONDITION), SOURCES, TestDrafts.CKD);

        assertThat(grounds.against(record(CONDITION, other)))
                .isEqualTo(new Grounds.Changed("the list of Condition: 1 added, 0 changed, 0 no longer there"));
        assertThat(grounds.against(record(CONDITION, ours))).isEqualTo(new Grounds.Unchanged());
        assertThat(grounds.against(record(CONDITION, ours.replace("provisional", "confirmed"))))
                .isInstanceOf(Grounds.Changed.class);
    }

    @Test
    void aGapInASourcesTypeDoesNotMatterWhereTheSourceItselfIsThere() {
        var gap = new Gap("Condition", Gap.Reason.TRUNCATED, "more than was read");
        Grounds grounds = Grounds.of(record(CONDITION), SOURCES, TestDrafts.HBA1C);

        assertThat(grounds.against(record(List.of(gap), CONDITION))).isEqualTo(new Grounds.Unchanged());
        assertThat(grounds.against(record(List.of(gap), CONDITION.replace("\"1\"", "\"2\""))))
                .isInstanceOf(Grounds.Changed.class);
        assertThat(grounds.against(record(List.of(gap)))).isInstanceOf(Grounds.Untold.class);
    }

    @Test
    void theMedicationAndAllergyListsCountForAPrescriptionAndForNothingElse() {
        PatientRecord before = record(CONDITION, METFORMIN);
        PatientRecord after = record(CONDITION, METFORMIN, ALLERGY);

        assertThat(Grounds.of(before, SOURCES, TestDrafts.METFORMIN).against(after))
                .isEqualTo(
                        new Grounds.Changed("the list of AllergyIntolerance: 1 added, 0 changed, 0 no longer there"));
        assertThat(Grounds.of(before, SOURCES, TestDrafts.HBA1C).against(after)).isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void aDraftInTheMedicationListIsNothingThePatientTakes() {
        assertThat(Grounds.of(record(METFORMIN), SOURCES, TestDrafts.METFORMIN).against(record(METFORMIN, DRAFT)))
                .isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void aPartThatCouldNotBeReadAgainTellsNothing() {
        Grounds grounds = Grounds.of(record(CONDITION, METFORMIN), SOURCES, TestDrafts.METFORMIN);
        var gap = new Gap("AllergyIntolerance", Gap.Reason.TIMED_OUT, "late");

        assertThat(grounds.against(record(List.of(gap), CONDITION, METFORMIN))).isInstanceOf(Grounds.Untold.class);
    }

    @Test
    void aListThatWasNotReadableIsToldAndNotWaitedFor() {
        var gap = new Gap("AllergyIntolerance", Gap.Reason.NO_SCOPE, "not granted");
        Grounds grounds = Grounds.of(record(List.of(gap), METFORMIN), SOURCES, TestDrafts.METFORMIN);

        assertThat(grounds.against(record(List.of(gap), METFORMIN)))
                .isInstanceOfSatisfying(
                        Grounds.Changed.class,
                        told -> assertThat(told.words()).contains("AllergyIntolerance", "not read whole"));
        assertThat(grounds.in(record(METFORMIN)).against(record(METFORMIN))).isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void aRecordOfWhichSomethingIsWithheldCanStillBeCompared() {
        Grounds grounds =
                Grounds.of(record(List.of(Gap.withheld()), CONDITION, METFORMIN), SOURCES, TestDrafts.METFORMIN);

        assertThat(grounds.against(record(List.of(Gap.withheld()), CONDITION, METFORMIN)))
                .isEqualTo(new Grounds.Unchanged());
    }

    @Test
    void whoConfirmsOnAnotherRecordRestsOnThatOne() {
        PatientRecord after = record(CONDITION, METFORMIN, ALLERGY);
        Grounds confirmed = Grounds.of(record(CONDITION, METFORMIN), SOURCES, TestDrafts.METFORMIN)
                .in(after);

        assertThat(confirmed.against(after)).isEqualTo(new Grounds.Unchanged());
    }

    private static PatientRecord record(String... resources) {
        return record(List.of(), resources);
    }

    private static PatientRecord record(List<Gap> gaps, String... resources) {
        List<Resource> parsed =
                new ArrayList<>(Arrays.stream(resources).map(FhirJson::parse).toList());
        return new PatientRecord(
                "http://localhost/fhir",
                new PatientId("p1"),
                Demographics.UNKNOWN,
                List.of(),
                gaps,
                ParsedResources.of(parsed),
                parsed.size(),
                Instant.EPOCH);
    }
}
