package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;

class SubjectTest {

    @Test
    void everyTypeOfThePatientCompartmentSaysWhereItsPatientStands() {
        assertThat(compartmentTypes()).isNotEmpty().allMatch(SubjectElements::isListed);
    }

    @ParameterizedTest
    @MethodSource("ownedTypes")
    void aResourceOfAnotherPatientIsRefusedWhateverItsType(String type) {
        PatientRecord record = map(about(type, "Patient/somebody-else"));

        assertThat(record.events()).isEmpty();
        assertThat(record.resourceCount()).isEqualTo(1);
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(
                        tuple(type, Gap.Reason.ANOTHER_PATIENT, "1 were about another patient and were refused"));
    }

    @ParameterizedTest
    @MethodSource("takenTypes")
    void aResourceOfThePatientIsTakenWhateverItsType(String type) {
        PatientRecord record = map(about(type, "Patient/p1"));

        assertThat(record.gaps()).extracting(Gap::part).doesNotContain(type);
        assertThat(record.resourceCount() + record.exclusions().total()).isEqualTo(2);
    }

    @Test
    void aTypeThatNobodyListedIsRefusedToo() {
        assertThat(map("{\"resourceType\":\"GuidanceResponse\",\"id\":\"g\",\"subject\":{\"reference\":\"Patient/x\"}}")
                        .gaps())
                .extracting(Gap::part)
                .containsExactly("GuidanceResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Condition", "AllergyIntolerance", "MedicationRequest", "Coverage"})
    void aResourceThatDoesNotSayWhoseItIsIsRefused(String type) {
        assertThat(map("{\"resourceType\":\"" + type + "\",\"id\":\"x\"}").gaps())
                .extracting(Gap::detail)
                .containsExactly("1 did not say whose they are and were refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group/g", "Device/d", "Location/l", "urn:uuid:somebody-else", "Patient/p1x"})
    void whatIsAboutSomethingElseIsRefused(String reference) {
        assertThat(map(about("Observation", reference)).events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/p1",
                "Patient/p1/_history/3",
                "http://ehr.example/fhir/Patient/p1",
                "https://ehr.example/a/b/Patient/p1/_history/3",
                "urn:uuid:p1"
            })
    void everyFormOfReferenceToThePatientCounts(String reference) {
        assertThat(map(about("Observation", reference)).events()).hasSize(1);
    }

    @Test
    void anIdentifierOfThePatientStandsForTheReferenceAndAnotherDoesNot() {
        String patient = """
            {"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:mrn","value":"7"}]}""";

        assertThat(events(patient, identified("urn:mrn", "7"))).isEqualTo(1);
        assertThat(events(patient, identified("urn:mrn", "8"))).isZero();
        assertThat(events(patient, identified("urn:other", "7"))).isZero();
    }

    @Test
    void whatSpeaksOfThePatientAndOfAnotherIsRefused() {
        PatientRecord record = map("""
            {"resourceType":"Group","id":"g","type":"person","actual":true,"member":[
             {"entity":{"reference":"Patient/p1"}},{"entity":{"reference":"Patient/x"}}]}""");

        assertThat(record.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.ANOTHER_PATIENT);
    }

    @Test
    void whoeverElseTakesPartIsNoOtherPatient() {
        assertThat(map("""
            {"resourceType":"Appointment","id":"a","status":"booked","participant":[
             {"actor":{"reference":"Practitioner/1"}},{"actor":{"reference":"Patient/p1"}},{"actor":{"display":"x"}}]}""").gaps()).isEmpty();
    }

    @Test
    void whatBelongsToNobodyMayStandInARecord() {
        PatientRecord record = map(
                "{\"resourceType\":\"Organization\",\"id\":\"o\"}", "{\"resourceType\":\"Practitioner\",\"id\":\"d\"}");

        assertThat(record.gaps()).isEmpty();
        assertThat(record.resourceCount()).isEqualTo(3);
    }

    @Test
    void aRefusalNeverTellsWho() {
        assertThat(map(about("Observation", "Patient/somebody-else")).gaps().toString())
                .doesNotContain("somebody");
    }

    private static String identified(String system, String value) {
        return "{\"resourceType\":\"Observation\",\"id\":\"o\",\"subject\":{\"type\":\"Patient\",\"identifier\":{\"system\":\""
                + system + "\",\"value\":\"" + value + "\"}},\"valueInteger\":1}";
    }

    private static long events(String... resources) {
        return map(Stream.of(resources).map(FhirJson::parse).toList()).events().size();
    }

    private static String about(String type, String reference) {
        return resource(type, "x", "").replace("Patient/p1", reference);
    }

    static Stream<String> ownedTypes() {
        return compartmentTypes().stream()
                .filter(type -> SubjectElements.of(type).isRequired())
                .filter(type -> !SubjectElements.of(type).paths().getFirst().contains("."));
    }

    /** A Consent decides what may be taken, and is withheld itself where it decides nothing. */
    static Stream<String> takenTypes() {
        return ownedTypes().filter(type -> !type.equals("Consent"));
    }

    private static List<String> compartmentTypes() {
        return FhirJson.context().getResourceTypes().stream()
                .filter(type -> !type.equals("Patient"))
                .filter(type -> !FhirJson.context()
                        .getResourceDefinition(type)
                        .getSearchParamsForCompartmentName("Patient")
                        .isEmpty())
                .sorted()
                .toList();
    }
}
