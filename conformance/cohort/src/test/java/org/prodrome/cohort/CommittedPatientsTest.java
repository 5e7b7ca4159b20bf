package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox's committed patients are what their manifest says they are. */
final class CommittedPatientsTest {
    private static final Path PATIENTS = Path.of("../sandbox/src/main/resources/patients");
    private static final long MOST_BYTES = 9_000_000;

    @Test
    void areEnoughAndSmallEnough() throws Exception {
        List<SandboxPatients.Entry> patients = manifest().patients();
        long bytes = 0;
        for (SandboxPatients.Entry patient : patients) {
            bytes += Files.size(PATIENTS.resolve(patient.file()));
        }

        assertThat(patients).hasSizeGreaterThanOrEqualTo(26);
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void showEachRuleFiringSilentAndWithoutData() throws Exception {
        List<String> cases = manifest().patients().stream()
                .flatMap(patient -> patient.cases().stream())
                .toList();

        assertThat(cases)
                .contains("rule-1-fires", "rule-1-silent", "rule-1-cannot-evaluate")
                .contains("rule-23-fires", "rule-23-silent")
                .contains("rule-30-fires", "rule-30-silent", "rule-30-cannot-evaluate")
                .contains("rule-36-fires", "rule-36-silent", "rule-36-cannot-evaluate");
    }

    @ParameterizedTest
    @MethodSource("patients")
    void haveTheBytesOfTheManifest(SandboxPatients.Entry patient) throws Exception {
        assertThat(Sha256.hexOf(PATIENTS.resolve(patient.file()))).isEqualTo(patient.sha256());
    }

    @ParameterizedTest
    @MethodSource("patients")
    void nameOnlyResourcesOfTheirOwnFile(SandboxPatients.Entry patient) throws Exception {
        Set<String> present = new HashSet<>();
        Set<String> referenced = new HashSet<>();
        for (JsonNode resource : chart(patient)) {
            present.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
            referenced.addAll(resource.findValuesAsText("reference"));
        }

        assertThat(present).contains("Patient/" + patient.patientId()).containsAll(referenced);
        assertThat(present).hasSize(patient.resources());
    }

    @ParameterizedTest
    @MethodSource("patients")
    void areTheCasesTheyAreNamedFor(SandboxPatients.Entry patient) throws Exception {
        List<String> shown = new RuleCases(chart(patient)).all();
        List<String> claimed = patient.cases().stream()
                .filter(name -> name.matches("rule-\\d+-(fires|silent|cannot-evaluate)"))
                .toList();

        assertThat(shown).containsAll(claimed);
    }

    static Stream<SandboxPatients.Entry> patients() throws IOException {
        return manifest().patients().stream();
    }

    private static SandboxPatients.Manifest manifest() throws IOException {
        return Json.read(PATIENTS.resolve("manifest.json"), SandboxPatients.Manifest.class);
    }

    private static List<JsonNode> chart(SandboxPatients.Entry patient) throws IOException {
        List<JsonNode> chart = new ArrayList<>();
        for (String line : NdjsonFile.read(PATIENTS.resolve(patient.file()))) {
            chart.add(Json.MAPPER.readTree(line));
        }
        return chart;
    }
}
