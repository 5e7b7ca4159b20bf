package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

class EnteredInErrorTest {

    @ParameterizedTest
    @MethodSource("resources")
    void whatWasEnteredInErrorIsKeptOutAndCountedWhateverItsType(String resource) {
        PatientRecord record = map(resource);

        assertThat(record.events()).isEmpty();
        assertThat(record.exclusions().enteredInError()).isEqualTo(1);
        assertThat(ParsedResources.open(record.resources()).count()).isEqualTo(1);
    }

    static Stream<String> resources() {
        Stream<String> byStatus = List.of(
                        "Observation",
                        "MedicationRequest",
                        "MedicationStatement",
                        "MedicationAdministration",
                        "MedicationDispense",
                        "Procedure",
                        "Encounter",
                        "Immunization",
                        "DiagnosticReport",
                        "DocumentReference",
                        "FamilyMemberHistory",
                        "CarePlan",
                        "CareTeam",
                        "ServiceRequest",
                        "Device",
                        "ImagingStudy",
                        "Coverage",
                        "QuestionnaireResponse",
                        "Flag",
                        "RiskAssessment",
                        "ClinicalImpression",
                        "Composition",
                        "Communication",
                        "NutritionOrder")
                .stream()
                .map(type -> resource(type, "x", "\"status\":\"entered-in-error\""));
        String verification = "\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}";
        return Stream.concat(
                byStatus,
                Stream.of(
                        resource("Condition", "x", verification),
                        resource("AllergyIntolerance", "x", verification),
                        resource("Goal", "x", "\"lifecycleStatus\":\"entered-in-error\""),
                        resource("DocumentReference", "x", "\"status\":\"current\",\"docStatus\":\"entered-in-error\""),
                        "{\"resourceType\":\"Medication\",\"id\":\"x\",\"status\":\"entered-in-error\"}"));
    }
}
