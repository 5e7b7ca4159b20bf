package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

class DiscoveryTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String PATH = "/fhir/.well-known/smart-configuration";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization_endpoint",
                "token_endpoint",
                "capabilities",
                "grant_types_supported",
                "code_challenge_methods_supported"
            })
    @Requirement(SMART + 29)
    void refusesADocumentWithoutARequiredField(String field) {
        ehr.discovery.remove(field);

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining(field);
    }

    @Test
    void aServerThatWasPutRightIsServedByTheNextLaunch() {
        var authorization = ehr.discovery.remove("authorization_endpoint");
        var launches = launches();
        assertThatThrownBy(launches::begin).isInstanceOf(LaunchException.Discovery.class);
        ehr.discovery.put("authorization_endpoint", authorization);
        clock.advance(Duration.ofSeconds(2));

        assertThat(launches.begin().endpoint()).hasToString(String.valueOf(authorization));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "not JSON"})
    void documentsThatCannotBeReadDoNotMakeThisAppHammerTheEhr(String body) {
        ehr.answers.put(PATH, TinyEhr.text(200, body));
        var launches = launches();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(launches::begin).isInstanceOf(LaunchException.Discovery.class);
        }

        assertThat(ehr.requestsTo(PATH)).isEqualTo(1);
    }

    @Test
    void launchesThatFailDoNotMakeThisAppHammerTheEhr() {
        ehr.discovery.remove("authorization_endpoint");
        var launches = launches();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(launches::begin).isInstanceOf(LaunchException.Discovery.class);
        }

        assertThat(ehr.requestsTo(PATH)).isEqualTo(1);
    }

    @Test
    void toleratesMissingListsOnlyWhereTheRegistrationSaysSo() {
        ehr.discovery.remove("grant_types_supported");
        ehr.discovery.remove("code_challenge_methods_supported");
        var launches =
                TestLaunches.with(ehr, clock, r -> r.tolerating(IssuerRegistration.Leniency.DISCOVERY_FIELDS_MISSING));

        assertThat(launches.begin().parameters()).containsEntry("code_challenge_method", "S256");
    }

    @Test
    @Requirement(SMART + 13)
    void refusesAServerThatOffersOnlyPlainPkceEvenWhenLenient() {
        ehr.discovery.put("code_challenge_methods_supported", List.of("plain"));
        var launches =
                TestLaunches.with(ehr, clock, r -> r.tolerating(IssuerRegistration.Leniency.DISCOVERY_FIELDS_MISSING));

        assertThatThrownBy(launches::begin)
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("S256");
    }

    @Test
    @Requirement(SMART + 379)
    void resolvesRelativeEndpointsAgainstTheFhirBase() {
        ehr.discovery.put("authorization_endpoint", "auth/authorize");

        assertThat(launches().begin().endpoint()).hasToString(ehr.fhirBase() + "/auth/authorize");
    }

    @Test
    @Requirement(SMART + 1)
    void refusesEndpointsWithoutTls() {
        ehr.discovery.put("token_endpoint", "http://ehr.example.org/token");

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("over TLS");
    }

    @Test
    @Requirement(SMART + 6)
    void sendsNoBrowserToAHostThatIsNotListed() {
        ehr.discovery.put("authorization_endpoint", "https://evil.example.org/authorize");

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("evil.example.org");
        assertThat(TestLaunches.with(ehr, clock, r -> r.trustingHosts("evil.example.org"))
                        .begin()
                        .endpoint()
                        .getHost())
                .isEqualTo("evil.example.org");
    }

    @Test
    void readsTheDocumentOnceInTenMinutes() {
        var launches = launches();
        launches.begin();
        launches.begin();
        assertThat(ehr.requestsTo(PATH)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(11));
        launches.begin();
        assertThat(ehr.requestsTo(PATH)).isEqualTo(2);
    }

    @Test
    void readsTheDocumentAgainAfterTheTokenEndpointFailed() {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(404, ""));
        clock.advance(Duration.ofSeconds(2));
        assertThatThrownBy(() -> launches.launcher.complete(launches.approve(request), request.browserBinding()))
                .isInstanceOf(LaunchException.TokenAnswer.class);

        launches.begin();
        assertThat(ehr.requestsTo(PATH)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "null", "{\"capabilities\":3}", ""})
    void refusesADocumentOfAnotherForm(String body) {
        ehr.answers.put(PATH, TinyEhr.text(200, body));

        assertThatThrownBy(() -> launches().begin()).isInstanceOf(LaunchException.Discovery.class);
    }

    @Test
    void followsNoRedirect() {
        ehr.answers.put(PATH, exchange -> {
            exchange.getResponseHeaders().add("Location", ehr.origin() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("status 302");
        assertThat(ehr.requestsTo("/elsewhere")).isZero();
    }

    @Test
    void cutsOffAnOversizeDocument() {
        ehr.answers.put(PATH, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[128 * 1024]);
        });

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Unreachable.class)
                .hasMessageContaining("a longer one");
    }

    @Test
    void givesUpOnABodyThatNeverEnds() {
        var done = new CountDownLatch(1);
        ehr.answers.put(PATH, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(done);
        });
        var launches = TestLaunches.with(ehr, clock, r -> r, Duration.ofSeconds(1));
        long start = System.nanoTime();

        assertThatThrownBy(launches::begin)
                .isInstanceOf(LaunchException.Unreachable.class)
                .hasMessageContaining("no complete answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        done.countDown();
    }

    /** A day or a date is no reason to ask three times in a second: the wait is longer than the deadline. */
    @ParameterizedTest
    @ValueSource(strings = {"86400", "Fri, 31 Dec 2094 23:59:59 GMT"})
    void givesUpAtOnceOnAServerThatAsksForALongWait(String retryAfter) {
        ehr.answers.put(PATH, exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(503, -1);
        });

        assertThatThrownBy(() -> launches().begin()).isInstanceOf(LaunchException.Unreachable.class);
        assertThat(ehr.requestsTo(PATH)).isEqualTo(1);
    }

    @Test
    void triesAgainWhenTheServerIsBusy() {
        ehr.answers.put(PATH, exchange -> {
            ehr.answers.remove(PATH);
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(429, -1);
        });

        assertThat(launches().begin().endpoint()).hasToString(ehr.origin() + "/authorize");
        assertThat(ehr.requestsTo(PATH)).isEqualTo(2);
    }

    @Test
    void callsAServerErrorUnreachable() {
        ehr.answers.put(PATH, TinyEhr.text(500, ""));

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Unreachable.class)
                .hasMessageContaining("status 500");
    }

    @Test
    void saysWhenNobodyListens() {
        ehr.close();

        assertThatThrownBy(() -> launches().begin())
                .isInstanceOf(LaunchException.Unreachable.class)
                .hasMessageContaining("a broken connection");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
