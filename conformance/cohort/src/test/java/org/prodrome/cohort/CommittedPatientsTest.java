package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox's committed patients are what their manifest says they are. */
final class CommittedPatientsTest {
    private static final CommittedCharts CHARTS = CommittedCharts.of("patients");
    private static final long MOST_BYTES = 9_000_000;

    @Test
    void areEnoughAndSmallEnough() throws Exception {
        List<SandboxPatients.Entry> patients = CHARTS.manifest().patients();
        assertThat(patients).hasSizeGreaterThanOrEqualTo(26);
        assertThat(CHARTS.bytes()).isLessThan(MOST_BYTES);
    }

    @Test
    void showEachRuleFiringSilentAndWithoutData() throws Exception {
        List<String> cases = CHARTS.manifest().patients().stream()
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
        CHARTS.haveTheBytesOfTheManifest(patient);
    }

    @ParameterizedTest
    @MethodSource("patients")
    void nameOnlyResourcesOfTheirOwnFile(SandboxPatients.Entry patient) throws Exception {
        CHARTS.nameOnlyResourcesOfTheirOwnFile(patient);
    }

    @ParameterizedTest
    @MethodSource("patients")
    void areTheCasesTheyAreNamedFor(SandboxPatients.Entry patient) throws Exception {
        List<String> shown = new RuleCases(CHARTS.chart(patient)).all();
        List<String> claimed = patient.cases().stream()
                .filter(name -> name.matches("rule-\\d+-(fires|silent|cannot-evaluate)"))
                .toList();

        assertThat(shown).containsAll(claimed);
    }

    static Stream<SandboxPatients.Entry> patients() throws IOException {
        return CHARTS.patients();
    }
}
