package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.ReadProgress;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;

/** Reads one patient in a JVM of its own: {@code base patient}, the token from the environment. */
public final class LargeRecordRun {
    static final String TOKEN = "BENCH_TOKEN";
    private static final int STEP = 5_000;

    private LargeRecordRun() {}

    public static void main(String[] arguments) throws IOException {
        URI base = URI.create(arguments[0]);
        FhirAccess access = FhirAccess.of(Access.given(
                base,
                System.getenv(TOKEN),
                Scopes.parse("patient/*.rs"),
                Instant.now().plus(Duration.ofMinutes(5)),
                Clock.systemUTC()));
        RecordReader reader = RecordReader.create();
        reader.warmUp();
        var told = new AtomicInteger();
        long start = System.nanoTime();
        PatientRecord record = reader.read(
                access,
                new PatientId(arguments[1]),
                Reading.within(Duration.ofMinutes(2)).telling(progress -> tell(progress, told)));
        long nanos = System.nanoTime() - start;
        System.out.printf(
                "RESULT %d %d %d %d %d%n",
                nanos, record.resourceCount(), record.events().size(), failures(record), peakKb());
    }

    private static void tell(ReadProgress progress, AtomicInteger told) {
        boolean last = progress.partsDone() == progress.parts();
        if (last || progress.resources() / STEP > told.get()) {
            told.set(progress.resources() / STEP);
            System.out.printf(
                    "%,d resources, %d of %d parts%n", progress.resources(), progress.partsDone(), progress.parts());
        }
    }

    private static int failures(PatientRecord record) {
        return (int) record.gaps().stream()
                .filter(gap -> gap.reason() != org.prodrome.fhir.record.Gap.Reason.NOT_SUPPORTED)
                .count();
    }

    private static long peakKb() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
