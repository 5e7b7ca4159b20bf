package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;

/** The charts of the sandbox's planted patients do not tell what is ahead of them. */
final class CommittedPlantedPatientsTest {
    private static final CommittedCharts CHARTS = CommittedCharts.of("planted-patients");
    private static final long MOST_BYTES = 3_000_000;
    private static final Map<String, String> SNOMED = PlantedFiles.builtIn(1).diseases().stream()
            .filter(disease -> !disease.isDecoy())
            .collect(Collectors.toMap(Disease::id, disease -> disease.recorded().snomed()));

    @Test
    void areSmallAndSaidToBeSynthetic() throws Exception {
        assertThat(CHARTS.bytes()).isLessThan(MOST_BYTES);
        assertThat(CHARTS.manifest().note()).contains("Synthetic people");
    }

    @ParameterizedTest
    @MethodSource("patients")
    void haveWhatTheyAreNamedForAheadByHalfAYearToAYearAndAHalf(SandboxPatients.Entry patient) throws Exception {
        List<String> named = patient.cases().stream()
                .map(name -> name.replaceFirst("planted-", ""))
                .filter(SNOMED::containsKey)
                .toList();
        List<String> recorded = CHARTS.chart(patient).stream()
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
        CHARTS.haveTheBytesOfTheManifest(patient);
        CHARTS.nameOnlyResourcesOfTheirOwnFile(patient);
    }

    static Stream<SandboxPatients.Entry> patients() throws IOException {
        return CHARTS.patients();
    }
}
