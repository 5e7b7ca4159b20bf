package org.prodrome.suite.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/**
 * A full launch with private_key_jwt, PKCE and an id_token, over loopback: by our launcher and, in turn with it, by the Nimbus SDK
 * alone; then through the running app, one by one and many at once; and what waiting launches cost.
 *
 * <p>Own time is the whole of a launch but for the time its caller waited for the EHR's answers.
 */
final class LaunchBench {
    static final String CLIENT = "prodrome";
    static final String SCOPES = "launch openid fhirUser online_access patient/*.rs";

    private static final int WARM_UP = 100;
    private static final int RUNS = 300;
    private static final int APP_RUNS = 200;
    private static final int IN_FLIGHT = 200;
    private static final int IN_FLIGHT_ROUNDS = 3;

    private LaunchBench() {}

    static Figures run(Path folder) throws Exception {
        Figures figures = new Figures("launch");
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            library(folder, http, figures);
            app(folder, http, figures);
        }
        return figures;
    }

    private static void library(Path folder, HttpClient http, Figures figures) throws Exception {
        SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());
        ECKey peerKey = NimbusLaunch.newKey();
        HttpServer published = publish(keys, peerKey);
        URI app = URI.create("http://127.0.0.1:" + published.getAddress().getPort());
        try (RunningProcess sandbox = TwoProcesses.sandboxAlone(folder, app)) {
            BenchEhr ehr = BenchEhr.at(sandbox.address(), http);
            LibraryLaunch ours = new LibraryLaunch(ehr, app, keys);
            NimbusLaunch peer = new NimbusLaunch(ehr, app, peerKey);
            compare(ehr, ours, peer, WARM_UP);
            Compared compared = compare(ehr, ours, peer, RUNS);
            PendingMemory.Cost memory = PendingMemory.measure(ehr.fhirBase(), app, keys);
            figures.put("launches", (long) RUNS)
                    .putLatencies(compared.ours().own())
                    .put("whole_p50_ms", median(compared.ours().whole()))
                    .put("peer_own_p50_ms", median(compared.peer().own()))
                    .put("peer_whole_p50_ms", median(compared.peer().whole()))
                    .put(
                            "own_ratio",
                            median(compared.ours().own())
                                    / median(compared.peer().own()))
                    .put("pending_bytes", memory.each())
                    .put("expired_bytes_of_10000", memory.afterExpiry());
        } finally {
            published.stop(0);
        }
    }

    /** Both keys in one set: to the EHR they are one client. */
    private static HttpServer publish(SigningKeys keys, ECKey peerKey) throws Exception {
        List<JWK> all = new ArrayList<>(JWKSet.parse(keys.publicJwks()).getKeys());
        all.add(peerKey.toPublicJWK());
        byte[] body = new JWKSet(all).toString().getBytes(UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private record Timed(long[] own, long[] whole) {}

    private record Compared(Timed ours, Timed peer) {}

    /** In turn, so that a noisy moment of the machine meets both. */
    private static Compared compare(BenchEhr ehr, Launch ours, Launch peer, int runs) throws Exception {
        Timed one = new Timed(new long[runs], new long[runs]);
        Timed other = new Timed(new long[runs], new long[runs]);
        for (int i = 0; i < runs; i++) {
            time(ehr, ours, one, i);
            time(ehr, peer, other, i);
        }
        return new Compared(one, other);
    }

    private static void time(BenchEhr ehr, Launch launch, Timed times, int index) throws Exception {
        String handle = ehr.ticket(CLIENT).launch();
        launch.takeWaited();
        long start = System.nanoTime();
        launch.run(handle);
        long whole = System.nanoTime() - start;
        times.whole()[index] = whole;
        times.own()[index] = whole - launch.takeWaited();
    }

    private static void app(Path folder, HttpClient http, Figures figures) throws Exception {
        try (TwoProcesses both = TwoProcesses.start(TwoProcesses.Options.demo(folder))) {
            LaunchesInFlight launches =
                    new LaunchesInFlight(BenchEhr.at(both.sandbox().address(), http), http);
            for (int i = 0; i < WARM_UP; i++) {
                launches.alone();
            }
            long[] alone = new long[APP_RUNS];
            for (int i = 0; i < APP_RUNS; i++) {
                alone[i] = launches.alone();
            }
            figures.put("app_p50_ms", median(alone)).put("in_flight", (long) IN_FLIGHT);
            int lost = 0;
            int twice = 0;
            long slowest = 0;
            for (int round = 0; round < IN_FLIGHT_ROUNDS; round++) {
                LaunchesInFlight.Outcome outcome = launches.all(IN_FLIGHT);
                lost += IN_FLIGHT - outcome.opened();
                twice += outcome.twice();
                slowest = Math.max(slowest, Arrays.stream(outcome.nanos()).max().orElse(0));
            }
            figures.put("in_flight_rounds", (long) IN_FLIGHT_ROUNDS)
                    .put("in_flight_slowest_ms", slowest / 1e6)
                    .put("lost", (long) lost)
                    .put("opened_twice", (long) twice);
        }
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2] / 1e6;
    }
}
