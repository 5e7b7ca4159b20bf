package org.prodrome.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class RequirementListenerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    /** Run by {@link #run} alone: some of it fails on purpose. */
    @Requirement("x@0")
    static class Sample {
        @Test
        @Requirement({"x@1", "x@2"})
        void passes() {}

        @Test
        @Requirement("x@3")
        void fails() {
            throw new AssertionError("on purpose");
        }

        @Test
        @Requirement("x@4")
        void isAborted() {
            Assumptions.abort("on purpose");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Requirement("x@5")
        void failsOnce(int number) {
            assertThat(number).isNotEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Requirement("x@6")
        void passesEachTime(int number) {
            assertThat(number).isPositive();
        }

        @TestFactory
        @Requirement("x@7")
        Stream<DynamicTest> failsInOneOfItsTests() {
            return Stream.of(1, 2)
                    .map(number -> DynamicTest.dynamicTest(
                            "number " + number, () -> assertThat(number).isEqualTo(1)));
        }

        @Test
        void hasNoRequirementOfItsOwn() {}
    }

    /** Ends before its test begins. */
    static class Unlucky {
        Unlucky() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Requirement("x@8")
        void neverRuns() {}
    }

    private long run(Path file, Class<?>... tests) {
        var summary = new SummaryGeneratingListener();
        var quiet = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(tests).map(test -> selectClass(test)).toList())
                .build();
        LauncherFactory.create(quiet).execute(request, new RequirementListener(file), summary);
        return summary.getSummary().getTestsFoundCount();
    }

    private List<String> recorded(Class<?> tests) throws IOException {
        var file = folder.resolve("requirements.csv");
        run(file, tests);
        return Files.readAllLines(file).stream()
                .map(line -> line.replace(tests.getName() + "#", ""))
                .toList();
    }

    @Test
    void recordsHowEachTestEndedAndAMethodOnceHoweverOftenItRan() throws Exception {
        assertThat(recorded(Sample.class))
                .contains(
                        "x@1,passes,PASSED",
                        "x@2,passes,PASSED",
                        "x@3,fails,FAILED",
                        "x@4,isAborted,ABORTED",
                        "x@5,failsOnce,FAILED",
                        "x@6,passesEachTime,PASSED",
                        "x@7,failsInOneOfItsTests,FAILED");
    }

    @Test
    void givesTheRequirementOfAClassToEachOfItsTests() throws Exception {
        assertThat(recorded(Sample.class))
                .filteredOn(line -> line.startsWith("x@0,"))
                .hasSize(7);
    }

    @Test
    void recordsATestWhoseClassCouldNotBeMadeAsFailed() throws Exception {
        assertThat(recorded(Unlucky.class)).containsExactly("x@8,neverRuns,FAILED");
    }

    @Test
    void disturbsNoRunWhereItCannotWrite() throws Exception {
        assertThat(run(Files.createDirectory(folder.resolve("taken")), Sample.class))
                .isEqualTo(12);
    }

    @Test
    void keepsProofsOfSeveralChecksAsPlainLines() throws Exception {
        var file = folder.resolve("a/proofs.csv");
        Proofs.record(file, List.of("x@1", "x@2"), "state, and nonce", "NO_STATE");
        Proofs.record(file, List.of("x@1"), "state", "OLD_STATE");

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "x@1,state  and nonce,NO_STATE", "x@2,state  and nonce,NO_STATE", "x@1,state,OLD_STATE");
    }
}
