package org.prodrome.suite.spec.smart.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
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
    void itIsFinishedOnce() {
        try (var browser = new PlainBrowser()) {
            var callback = callback(browser);

            assertThat(browser.get(atOther(callback)).statusCode()).isEqualTo(302);
            assertThat(browser.get(callback).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whatWasOpenedIsFetchedOnceByTheBrowserItWasOpenedFor() {
        try (var browser = new PlainBrowser();
                var other = new PlainBrowser()) {
            var end = browser.get(callback(browser));

            assertThatThrownBy(() -> other.opened(end)).hasMessageContaining("403");
            assertThat(browser.opened(end)).isPresent();
            assertThatThrownBy(() -> browser.opened(end)).hasMessageContaining("403");
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
