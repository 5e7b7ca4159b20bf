package org.prodrome.suite.load;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.prodrome.fhir.bulk.Export;
import org.prodrome.fhir.bulk.ExportSummary;

/** Reads one export in a JVM of its own and prints what it took: {@code patients resources events nanos live_bytes rss_kb}. */
public final class IngestRun {
    private IngestRun() {}

    public static void main(String[] arguments) throws IOException {
        AtomicLong live = watchLiveHeap();
        var events = new AtomicLong();
        var patients = new AtomicLong();
        long start = System.nanoTime();
        ExportSummary summary = Export.open(Path.of(arguments[0])).forEach(record -> {
            events.addAndGet(record.events().size());
            long done = patients.incrementAndGet();
            if (done % 500 == 0) {
                double minutes = (System.nanoTime() - start) / 6e10;
                System.out.printf("%,d patients, %,.0f a minute%n", done, done / minutes);
            }
        });
        long nanos = System.nanoTime() - start;
        if (!summary.whole()) {
            throw new IOException("expected the whole export to be read");
        }
        System.out.printf(
                "RESULT %d %d %d %d %d %d%n",
                summary.patients(), summary.resources(), events.get(), nanos, live.get(), highestRss());
    }

    /** The most that was alive after any collection. */
    private static AtomicLong watchLiveHeap() {
        var most = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                var info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                long used = info.getGcInfo().getMemoryUsageAfterGc().values().stream()
                                        .mapToLong(MemoryUsage::getUsed)
                                        .sum();
                                most.accumulateAndGet(used, Math::max);
                            },
                            null,
                            null);
        }
        return most;
    }

    private static long highestRss() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
