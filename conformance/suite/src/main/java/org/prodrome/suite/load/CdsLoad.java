package org.prodrome.suite.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Hook calls at a fixed arrival rate (open loop): a request is due at its time whether or not the one before was answered, and
 * its latency counts from then.
 */
final class CdsLoad {
    private static final Duration BUDGET = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofSeconds(20);
    private static final int UNAVAILABLE = 503;

    /** What became of a call. */
    enum Outcome {
        /** 200 with the cards that this patient must get. */
        CHECKED,
        /** 200 with the card that says why nothing was checked. */
        NOT_CHECKED,
        /** 503 with a time to come back. */
        SHED,
        /** Anything else, and no answer at all. */
        WRONG
    }

    private final HookCall call;
    /** What was wrong with answers, in a word or two, and how often. */
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();

    CdsLoad(HookCall call) {
        this.call = call;
    }

    /**
     * What came of a load.
     *
     * @param outcomes how many calls of each
     * @param nanos latencies of those that were answered with cards
     * @param late how many answers of any kind came after 500 ms
     */
    record Run(Map<Outcome, Integer> outcomes, long[] nanos, long late) {
        int of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        /** Whether each call got its cards, and in time. */
        boolean isSustained() {
            return late == 0 && of(Outcome.SHED) + of(Outcome.NOT_CHECKED) + of(Outcome.WRONG) == 0;
        }
    }

    Run drive(int perSecond, int seconds) throws InterruptedException {
        int count = seconds * perSecond;
        List<HttpRequest> requests = call.signed(count);
        AtomicLongArray nanos = new AtomicLongArray(count);
        AtomicIntegerArray outcomes = new AtomicIntegerArray(count);
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                int index = i;
                threads.execute(() -> {
                    outcomes.set(index, outcome(http, requests.get(index)).ordinal());
                    nanos.set(index, System.nanoTime() - due);
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        wrong.forEach((what, times) -> System.out.println("  wrong: " + what + ", " + times + " times"));
        wrong.clear();
        return run(nanos, outcomes);
    }

    private Outcome wrong(String what) {
        wrong.merge(what, 1, Integer::sum);
        return Outcome.WRONG;
    }

    private static Run run(AtomicLongArray nanos, AtomicIntegerArray outcomes) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<Long> answered = new ArrayList<>();
        long late = 0;
        for (int i = 0; i < nanos.length(); i++) {
            Outcome outcome = nanos.get(i) == 0 ? Outcome.WRONG : Outcome.values()[outcomes.get(i)];
            counts.merge(outcome, 1, Integer::sum);
            late += nanos.get(i) > BUDGET.toNanos() ? 1 : 0;
            if (outcome == Outcome.CHECKED || outcome == Outcome.NOT_CHECKED) {
                answered.add(nanos.get(i));
            }
        }
        return new Run(counts, answered.stream().mapToLong(Long::longValue).toArray(), late);
    }

    private Outcome outcome(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == UNAVAILABLE) {
                boolean told = answer.headers().firstValue("Retry-After").isPresent()
                        && answer.body().contains("OperationOutcome");
                return told ? Outcome.SHED : wrong("503 without a time to come back");
            }
            if (answer.statusCode() != 200) {
                return wrong("status " + answer.statusCode());
            }
            if (call.isValid(answer.body())) {
                return Outcome.CHECKED;
            }
            return call.isNotChecked(answer.body()) ? Outcome.NOT_CHECKED : wrong("200 without the warning");
        } catch (IOException e) {
            return wrong(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return wrong("no answer at all");
        }
    }
}
