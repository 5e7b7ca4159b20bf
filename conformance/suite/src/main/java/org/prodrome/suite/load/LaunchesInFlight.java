package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Launches through the running app by browsers that are each another: begun, signed in to the EHR, then finished. */
final class LaunchesInFlight {
    private static final int FINISHES = 2;

    private final BenchEhr ehr;
    private final HttpClient http;

    LaunchesInFlight(BenchEhr ehr, HttpClient http) {
        this.ehr = ehr;
        this.http = http;
    }

    /** A launch between its two redirects. */
    private record Waiting(URI callback, String cookie) {}

    /**
     * What came of launches that were all in flight at once, the redirect of each sent twice at the same moment.
     *
     * @param opened launches that one of the two redirects opened
     * @param twice launches that both opened
     * @param nanos from sending a redirect until the browser has a session and the chart's address
     */
    record Outcome(int opened, int twice, long[] nanos) {}

    Outcome all(int count) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Waiting>> begins = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                begins.add(this::begin);
            }
            List<Callable<Long>> finishes = new ArrayList<>();
            for (Future<Waiting> begun : threads.invokeAll(begins)) {
                for (int i = 0; i < FINISHES; i++) {
                    finishes.add(() -> finish(begun.get()));
                }
            }
            return outcome(threads.invokeAll(finishes));
        }
    }

    private static Outcome outcome(List<Future<Long>> finishes) throws Exception {
        List<Long> nanos = new ArrayList<>();
        int opened = 0;
        int twice = 0;
        for (int i = 0; i < finishes.size(); i += FINISHES) {
            int of = 0;
            for (Future<Long> finish : finishes.subList(i, i + FINISHES)) {
                if (finish.get() > 0) {
                    nanos.add(finish.get());
                    of++;
                }
            }
            opened += of > 0 ? 1 : 0;
            twice += of > 1 ? 1 : 0;
        }
        return new Outcome(
                opened, twice, nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /** One launch alone, begin and finish together; the EHR's authorization page is left out, its token endpoint is not. */
    long alone() throws Exception {
        URI launchUrl = ehr.ticket(LaunchBench.CLIENT).launchUrl();
        long start = System.nanoTime();
        HttpResponse<String> begun = get(launchUrl, "");
        long began = System.nanoTime() - start;
        URI callback = ehr.authorized(location(begun));
        long finished = finish(new Waiting(callback, cookies(begun)));
        if (finished < 0) {
            throw new IOException("a launch alone was refused");
        }
        return began + finished;
    }

    private Waiting begin() throws IOException, InterruptedException {
        HttpResponse<String> begun = get(ehr.ticket(LaunchBench.CLIENT).launchUrl(), "");
        return new Waiting(ehr.authorized(location(begun)), cookies(begun));
    }

    /** How long it took, or -1 where the launch was refused. */
    private long finish(Waiting waiting) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = get(waiting.callback(), waiting.cookie());
        if (answer.statusCode() != 302) {
            return -1;
        }
        var arrival = HttpRequest.newBuilder(answer.uri().resolve(location(answer)))
                .header("Cookie", cookies(answer))
                .POST(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> entered = http.send(arrival.build(), HttpResponse.BodyHandlers.ofString());
        long nanos = System.nanoTime() - start;
        if (entered.statusCode() != 200) {
            throw new IOException("a launch that was taken was not opened: status " + entered.statusCode());
        }
        return nanos;
    }

    private static URI location(HttpResponse<String> answer) throws IOException {
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("expected a redirect, got status " + answer.statusCode())));
    }

    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> get(URI uri, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
