package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;

/** The charts of the sandbox's planted patients do not tell what is ahead of them. */
final class CommittedPlantedPatientsTest {
    private static final Path PATIENTS = Path.of("../sandbox/src/main/resources/planted-patients");
    private static final long MOST_BYTES = 3_000_000;
    private static final Map<String, String> SNOMED = PlantedFiles.builtIn(1).diseases().stream()
            .filter(disease -> !disease.isDecoy())
            .collect(Collectors.toMap(Disease::id, disease -> disease.recorded().snomed()));

    @Test
    void areSmallAndSaidToBeSynthetic() throws Exception {
        long bytes = 0;
        for (SandboxPatients.Entry patient : manifest().patients()) {
            bytes += Files.size(PATIENTS.resolve(patient.file()));
        }

        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(manifest().note()).contains("Synthetic people");
    }

    @ParameterizedTest
    @MethodSource("patients")
    void haveWhatTheyAreNamedForAheadByHalfAYearToAYearAndAHalf(SandboxPatients.Entry patient) throws Exception {
        List<String> named = patient.cases().stream()
                .map(name -> name.replaceFirst("planted-", ""))
                .filter(SNOMED::containsKey)
                .toList();
        List<String> recorded = chart(patient).stream()
                .filter(r -> r.path("resourceType").asText().equals("Condition"))
                .flatMap(condition -> condition.path("code").findValuesAsText("code").stream())
                .toList();

        Map<String, Integer> ahead = Objects.requireNonNull(patient.ahead());
        assertThat(ahead).containsOnlyKeys(named);
        assertThat(ahead.values()).allSatisfy(days -> assertThat(days).isBetween(180, 550));
        assertThat(recorded)
                .isNotEmpty()
                .noneMatch(code -> named.stream().map(SNOMED::get).anyMatch(code::equals));
    }

    @ParameterizedTest
    @MethodSource("patients")
    void haveTheBytesOfTheManifestAndNameOnlyTheirOwn(SandboxPatients.Entry patient) throws Exception {
        Set<String> present = new HashSet<>();
        Set<String> referenced = new HashSet<>();
        for (JsonNode resource : chart(patient)) {
            present.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
            referenced.addAll(resource.findValuesAsText("reference"));
        }

        assertThat(Sha256.hexOf(PATIENTS.resolve(patient.file()))).isEqualTo(patient.sha256());
        assertThat(present)
                .hasSize(patient.resources())
                .contains("Patient/" + patient.patientId())
                .containsAll(referenced);
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
