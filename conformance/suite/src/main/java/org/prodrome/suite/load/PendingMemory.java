package org.prodrome.suite.load;

import java.lang.ref.Reference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

/** What launches that wait for their user cost in the heap, and that nothing is left of them once they expired. */
final class PendingMemory {
    private static final int LAUNCHES = 10_000;
    private static final int ROUNDS = 5;
    private static final Duration LONG_AFTER = Duration.ofHours(1);

    private PendingMemory() {}

    /**
     * Medians over the rounds, in bytes of the heap in use after collection.
     *
     * @param each by one waiting launch
     * @param afterExpiry by all of them together, an hour later and one new launch on
     */
    record Cost(long each, long afterExpiry) {}

    static Cost measure(URI fhirBase, URI app, SigningKeys keys) {
        long[] each = new long[ROUNDS];
        long[] after = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            var now = new AtomicReference<>(Instant.now());
            InstantSource source = now::get;
            var clock = source.withZone(ZoneOffset.UTC);
            var store = PendingLaunches.inMemory(clock, LAUNCHES + 1);
            var launcher = SmartLauncher.builder()
                    .clock(clock)
                    .pendingLaunches(store)
                    .register(LibraryLaunch.registration(fhirBase, app, keys))
                    .build();
            launcher.authorize(new LaunchRequest(fhirBase, "first"));
            long before = inUse();
            for (int i = 0; i < LAUNCHES; i++) {
                launcher.authorize(new LaunchRequest(fhirBase, "launch-" + i));
            }
            each[round] = (inUse() - before) / LAUNCHES;
            now.updateAndGet(time -> time.plus(LONG_AFTER));
            launcher.authorize(new LaunchRequest(fhirBase, "last"));
            after[round] = inUse() - before;
            Reference.reachabilityFence(launcher); // else the store might be gone for another reason
        }
        return new Cost(median(each), median(after));
    }

    private static long inUse() {
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
