package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The patients made for what a record reader meets, {@code record-patients/}. */
class RecordPatientsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @MethodSource("patients")
    void haveTheBytesAndResourcesOfTheirManifest(JsonNode entry) throws Exception {
        byte[] file = bytes(entry.path("file").asString());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
                .isEqualTo(entry.path("sha256").asString());
        assertThat(lines(entry)).hasSize(entry.path("resources").asInt());
        assertThat(entry.path("explains")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("patients")
    void areFhirToAStrictParserAndBelongToOneChart(JsonNode entry) throws Exception {
        String patient = entry.path("patientId").asString();
        for (String line : lines(entry)) {
            Resource resource = (Resource) R4.CONTEXT.newJsonParser().parseResource(line);
            if (Compartments.applyTo(resource.fhirType())
                    && !resource.fhirType().equals("Binary")) {
                assertThat(Compartments.patientOf(resource, _ -> Optional.empty()))
                        .as(line)
                        .hasValue(patient);
            }
        }
    }

    @Test
    void showEveryTypeOfAPatientsRecord() throws Exception {
        Set<String> types = new TreeSet<>();
        for (JsonNode entry : patients().toList()) {
            for (String line : lines(entry)) {
                types.add(
                        JsonMapper.shared().readTree(line).path("resourceType").asString());
            }
        }
        assertThat(types)
                .contains(
                        "AllergyIntolerance",
                        "Binary",
                        "CarePlan",
                        "CareTeam",
                        "Condition",
                        "Consent",
                        "Coverage",
                        "Device",
                        "DiagnosticReport",
                        "DocumentReference",
                        "Encounter",
                        "FamilyMemberHistory",
                        "Goal",
                        "ImagingStudy",
                        "Immunization",
                        "Medication",
                        "MedicationAdministration",
                        "MedicationDispense",
                        "MedicationRequest",
                        "MedicationStatement",
                        "Observation",
                        "Procedure",
                        "Provenance",
                        "ServiceRequest");
    }

    @Test
    void comeAfterThePatientsThatWereThereBefore() {
        ClinicalStore store = new ClinicalStore(PatientFiles.inJar(List.of(), TODAY), Clock.systemUTC());
        List<String> ids = store.patients().stream().map(PatientEntry::id).toList();
        assertThat(ids).hasSize(47);
        assertThat(ids.getFirst()).isEqualTo("eecd6b77-03d4-6d67-38b4-d2ddf7f5ad04");
        assertThat(ids.subList(39, 47)).allMatch(id -> id.startsWith("record-"));
        assertThat(store.chart("record-opted-out", "Consent")).hasSize(2);
        assertThat(store.chart("record-notes", "Binary")).hasSize(2);
    }

    private static Stream<JsonNode> patients() throws IOException {
        return JsonMapper.shared()
                .readTree(bytes("manifest.json"))
                .path("patients")
                .valueStream();
    }

    private static List<String> lines(JsonNode entry) throws IOException {
        return new String(bytes(entry.path("file").asString()), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RecordPatientsTest.class.getResourceAsStream("/record-patients/" + file), file)) {
            return in.readAllBytes();
        }
    }
}
