package org.prodrome.suite.spec.smart.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.RunningProcess;

/** Two nodes of the app on one database, as behind a load balancer that sends a browser to either. */
class TwoNodesTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    static Path folder;

    private static Hospitals hospitals;
    private static RunningProcess other;

    @BeforeAll
    static void open() throws IOException {
        hospitals = Hospitals.open(folder);
        other = hospitals.secondNode();
    }

    @AfterAll
    static void close() {
        other.close();
        hospitals.close();
    }

    @Test
    void aLaunchBegunOnOneNodeIsFinishedOnTheOther() {
        try (var browser = new PlainBrowser()) {
            var end = browser.get(atOther(callback(browser)));

            assertThat(browser.opened(end))
                    .get()
                    .satisfies(target -> assertThat(target.getPath()).startsWith("/app/"));
        }
    }

    @Test
    void itIsFinishedOnceEvenByWhoKeptItsCookie() {
        try (var browser = new PlainBrowser()) {
            var callback = callback(browser);
            var kept = browser.cookies(HOST);

            assertThat(browser.getWith(kept, atOther(callback)).statusCode()).isEqualTo(302);
            assertThat(browser.getWith(kept, callback).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whatWasOpenedIsTakenOnceEvenByWhoKeptItsCookie() {
        try (var browser = new PlainBrowser()) {
            var arrival = arrival(browser);
            var kept = browser.cookies(HOST);

            assertThat(browser.postWith(kept, arrival).statusCode()).isEqualTo(200);
            assertThat(browser.postWith(kept, arrival).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whatWasOpenedIsForTheHolderOfItsOwnSecretAlone() {
        try (var browser = new PlainBrowser();
                var stranger = new PlainBrowser()) {
            var arrival = arrival(browser);
            var own = browser.cookies(HOST);
            var name = own.keySet().iterator().next();
            arrival(stranger);
            var foreign = stranger.cookies(HOST).values().iterator().next();

            assertThat(stranger.postWith(Map.of(), arrival).statusCode()).isEqualTo(403);
            assertThat(stranger.postWith(Map.of(name, foreign), arrival).statusCode())
                    .isEqualTo(403);
            assertThat(browser.postWith(own, arrival).statusCode()).isEqualTo(200);
        }
    }

    /** Sessions stick to a node, and so must the steps between redirect and session: README, "Behind a reverse proxy". */
    @Test
    void theNodeThatFinishedALaunchIsTheOneToArriveAt() {
        try (var browser = new PlainBrowser()) {
            var arrival = arrival(browser);
            var kept = browser.cookies(HOST);

            assertThat(browser.postWith(kept, other.address().resolve(arrival.getRawPath()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.postWith(kept, arrival).statusCode()).isEqualTo(200);
        }
    }

    /** A power cut while the user signs in at the EHR costs nobody a launch. */
    @Test
    void aLaunchOutlivesTheNodeThatBeganIt() {
        try (var browser = new PlainBrowser();
                var dying = hospitals.secondNode()) {
            var launch = hospitals.launchAtFirst();
            var begun = browser.get(URI.create(dying.address() + launch.getRawPath() + "?" + launch.getRawQuery()));
            var callback = PlainBrowser.location(
                            browser.get(PlainBrowser.location(begun).orElseThrow()))
                    .orElseThrow();
            dying.kill();

            assertThat(browser.opened(browser.get(callback))).isPresent();
        }
    }

    /** The same redirect on both nodes at the same moment: one of them gets the launch. */
    @RepeatedTest(5)
    void ofTwoFinishesAtOnceOneWins() throws Exception {
        try (var browser = new PlainBrowser();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callback = callback(browser);
            var start = new CyclicBarrier(2);
            var finishes = List.of(callback, atOther(callback)).stream()
                    .map(address -> (Callable<HttpResponse<String>>) () -> {
                        start.await();
                        return browser.get(address);
                    })
                    .toList();

            assertThat(threads.invokeAll(finishes).stream()
                            .map(finish -> finish.resultNow().statusCode()))
                    .containsExactlyInAnyOrder(302, 403);
        }
    }

    @Test
    void bothPublishTheSameKeys() {
        try (var browser = new PlainBrowser()) {
            var keys = IntStream.range(0, 2)
                    .mapToObj(node -> node == 0 ? hospitals.app("/") : other.address())
                    .map(node ->
                            browser.get(node.resolve("/.well-known/jwks.json")).body())
                    .distinct();

            assertThat(keys).hasSize(1);
        }
    }

    /** Where the app sends a browser without a session when its launch is over. */
    private static URI arrival(PlainBrowser browser) {
        return PlainBrowser.location(browser.get(callback(browser))).orElseThrow();
    }

    /** The EHR's redirect back, with the browser at the first node so far. */
    private static URI callback(PlainBrowser browser) {
        var authorize =
                PlainBrowser.location(browser.get(hospitals.launchAtFirst())).orElseThrow();
        return PlainBrowser.location(browser.get(authorize)).orElseThrow();
    }

    private static URI atOther(URI callback) {
        return URI.create(other.address() + callback.getRawPath() + "?" + callback.getRawQuery());
    }
}
