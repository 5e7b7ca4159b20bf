package org.prodrome.conformance.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Records which tests with a {@link Requirement} ran, and how they ended, in {@link RunRecords#REQUIREMENTS}.
 *
 * <p>A method that runs several times, with parameters or as dynamic tests, passed only if it passed every time. JUnit
 * logs what a listener throws and goes on, so a record that can't be written fails no test; the ledger then misses it.
 */
public final class RequirementListener implements TestExecutionListener {
    private final Map<MethodSource, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Path file;
    private @Nullable TestPlan plan;

    /** For the service loader. */
    public RequirementListener() {
        this(RunRecords.REQUIREMENTS);
    }

    RequirementListener(Path file) {
        this.file = file;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            note(test, outcome(result));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test, Outcome.SKIPPED);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        var lines = new TreeMap<String, String>();
        outcomes.forEach((method, outcome) -> ids(method).forEach(id -> {
            var name = method.getClassName() + "#" + method.getMethodName();
            lines.put(id + "," + name, outcome.name());
        }));
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    lines.entrySet().stream()
                            .map(line -> line.getKey() + "," + line.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("requirements of this run: expected a writable " + file, e);
        }
    }

    private void note(TestIdentifier test, Outcome outcome) {
        methodOf(test).ifPresent(method -> outcomes.merge(method, outcome, Outcome::worse));
    }

    private static Outcome outcome(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.PASSED;
            case ABORTED -> Outcome.ABORTED;
            case FAILED -> Outcome.FAILED;
        };
    }

    /** The method of a test, or of the factory that made it. */
    private Optional<MethodSource> methodOf(TestIdentifier test) {
        for (Optional<TestIdentifier> at = Optional.of(test);
                at.isPresent();
                at = plan == null ? Optional.empty() : plan.getParent(at.get())) {
            if (at.get().getSource().orElse(null) instanceof MethodSource method) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static Stream<String> ids(MethodSource method) {
        return Stream.of(method.getJavaMethod(), method.getJavaClass())
                .map(RequirementListener::annotation)
                .flatMap(Optional::stream)
                .flatMap(requirement -> Arrays.stream(requirement.value()))
                .distinct();
    }

    private static Optional<Requirement> annotation(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Requirement.class));
    }
}
