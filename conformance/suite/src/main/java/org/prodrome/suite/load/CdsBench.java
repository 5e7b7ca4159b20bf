package org.prodrome.suite.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/**
 * Order-sign at a fixed arrival rate (open loop): a request is due at its time whether or not the one before was answered, and
 * its latency counts from then. JWT on, prefetch of about 200 resources, two draft orders, rules and model.
 */
final class CdsBench {
    private static final int PER_SECOND = 20;
    private static final int WARM_UP_SECONDS = 60;
    private static final int SECONDS = 30;
    private static final Duration LATE = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private CdsBench() {}

    static Figures run(Path folder) throws Exception {
        try (CdsClient client = CdsClient.start()) {
            Path config = folder.resolve("bench.yml");
            Files.writeString(config, client.configuration());
            try (RunningProcess app = TwoProcesses.appAlone(folder, config)) {
                HookCall call = HookCall.orderSign(client, app.address());
                drive(call, WARM_UP_SECONDS);
                Run run = drive(call, SECONDS);
                return new Figures("cds")
                        .putLatencies(run.nanos())
                        .put("requests_per_s", (long) PER_SECOND)
                        .put("requests", run.nanos().length)
                        .put("late", run.late())
                        .put("errors", run.errors())
                        .put("resources", call.resources())
                        .put("cards", call.cards())
                        .put("rss_app_mb", app.residentMib());
            }
        }
    }

    private record Run(long[] nanos, long late, long errors) {}

    private static Run drive(HookCall call, int seconds) throws InterruptedException {
        int count = seconds * PER_SECOND;
        List<HttpRequest> requests = call.signed(count);
        AtomicLongArray nanos = new AtomicLongArray(count);
        AtomicInteger errors = new AtomicInteger();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                int index = i;
                threads.execute(() -> {
                    if (!answered(http, requests.get(index), call)) {
                        errors.incrementAndGet();
                    }
                    nanos.set(index, System.nanoTime() - due);
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        long[] all = new long[count];
        long late = 0;
        for (int i = 0; i < count; i++) {
            all[i] = nanos.get(i);
            late += all[i] > LATE.toNanos() ? 1 : 0;
        }
        return new Run(all, late, errors.get());
    }

    private static boolean answered(HttpClient http, HttpRequest request, HookCall call) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && call.isValid(answer.body());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
