package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Calls too many are answered at once, and take nothing from discovery and feedback. */
class HookArrivalsTest {
    private static final String SIGN = "/cds-services/prodrome-order-sign";

    @TempDir
    private Path folder;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final FilterChain waits = (request, response) -> {
        inside.incrementAndGet();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    };
    private TestHooks hooks;
    private HookArrivals arrivals;

    @BeforeEach
    void start() {
        hooks = new TestHooks(folder)
                .with("prodrome.hooks.calls", "2")
                .with("prodrome.hooks.other-calls", "1")
                .start();
        arrivals = hooks.part(HookArrivals.class);
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        hooks.close();
    }

    @Test
    void beyondItsPlacesACallIsRefusedAtOnceWithATimeToComeBack() throws Exception {
        Thread one = call(SIGN);
        Thread two = call(SIGN);
        whileInside(2);

        MockHttpServletResponse third = sent("POST", SIGN);
        assertThat(third.getStatus()).isEqualTo(503);
        assertThat(third.getHeader("Retry-After")).isEqualTo("1");
        assertThat(third.getContentAsString())
                .contains("\"resourceType\":\"OperationOutcome\"")
                .contains("\"code\":\"throttled\"");
        assertThat(hooks.counted("prodrome.hooks.shed", "where", "arrival")).isEqualTo(1);

        goOn.countDown();
        one.join();
        two.join();
        assertThat(sent("POST", SIGN).getStatus()).isEqualTo(200);
    }

    @Test
    void discoveryAndFeedbackHavePlacesOfTheirOwn() throws Exception {
        call(SIGN);
        call(SIGN);
        whileInside(2);
        Thread feedback = call(SIGN + "/feedback");
        whileInside(3);

        assertThat(sent("GET", "/cds-services").getStatus()).isEqualTo(503);
        goOn.countDown();
        feedback.join();
        assertThat(sent("GET", "/cds-services").getStatus()).isEqualTo(200);
    }

    @Test
    void otherPagesAreLeftAlone() throws Exception {
        MockHttpServletRequest page = new MockHttpServletRequest("GET", "/chart");
        MockHttpServletResponse response = new MockHttpServletResponse();
        AtomicInteger passed = new AtomicInteger();

        arrivals.doFilter(page, response, (request, answer) -> passed.incrementAndGet());

        assertThat(passed).hasValue(1);
        assertThat(page.getAttributeNames().asIterator()).toIterable().noneMatch(name -> name.endsWith("deadline"));
        assertThat(hooks.part(MeterRegistry.class)
                        .find("prodrome.hooks.latency")
                        .timer())
                .isNull();
    }

    private Thread call(String path) {
        return Thread.startVirtualThread(() -> {
            try {
                sent("POST", path);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private MockHttpServletResponse sent(String method, String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        arrivals.doFilter(new MockHttpServletRequest(method, path), response, waits);
        return response;
    }

    private void whileInside(int calls) {
        await().until(() -> inside.get() == calls);
    }
}
