package org.prodrome.suite.spec.smart.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.fault.Received;

/** One app that belongs to two EHRs, each with its own way of proof, of asking and of choosing the patient. */
class SeveralEhrsTest {
    @TempDir
    static Path folder;

    private static Hospitals hospitals;

    @BeforeAll
    static void open() throws IOException {
        hospitals = Hospitals.open(folder);
    }

    @AfterAll
    static void close() {
        hospitals.close();
    }

    @Test
    void eachIsServedByItsOwnProof() {
        try (var browser = new PlainBrowser()) {
            var chart = browser.visit(hospitals.launchAtFirst());
            assertThat(browser.opened(chart)).get().satisfies(SeveralEhrsTest::isChart);
        }
        try (var browser = new PlainBrowser()) {
            var form = browser.visit(hospitals.launchAtSecond());
            var callback = browser.submit(form, Map.of());
            var chart = browser.visit(PlainBrowser.location(callback).orElseThrow());
            assertThat(browser.opened(chart)).get().satisfies(SeveralEhrsTest::isChart);
        }
    }

    @Test
    void aPostedRequestIsNowhereInAnAddress() {
        try (var browser = new PlainBrowser()) {
            var form = browser.visit(hospitals.launchAtSecond());

            assertThat(form.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(PlainBrowser.action(form).getRawQuery()).isNull();
            assertThat(PlainBrowser.hidden(form)).containsKeys("state", "launch", "code_challenge", "aud");
            browser.submit(form, Map.of());
            Received received = last(hospitals.second(), "/auth/authorize");
            assertThat(received.method()).isEqualTo("POST");
        }
    }

    @Test
    void theStandalonePageOffersBoth() {
        try (var browser = new PlainBrowser()) {
            var page = browser.get(hospitals.app("/standalone"));

            assertThat(page.body()).contains("id=\"issuer-1\"", "North Hospital", "id=\"issuer-2\"", "South Clinic");
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aStandaloneLaunchOfAnEhrThatIsNotOfferedGoesBackToThePage() {
        try (var browser = new PlainBrowser()) {
            var answer = browser.get(hospitals.app("/launch/standalone?iss=https://elsewhere.example.org/fhir"));

            assertThat(PlainBrowser.location(answer)).contains(hospitals.app("/standalone"));
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void whereTheAppChoosesThePatientItAsksForPatientsAtUserLevel() {
        try (var browser = new PlainBrowser()) {
            var begin =
                    hospitals.app("/launch/standalone?iss=" + hospitals.second().fhirBase());
            var signIn = browser.submit(browser.visit(begin), Map.of());
            var callback = browser.submit(signIn, Map.of("user", user(hospitals.second()), "answer", "allow"));
            var picker = browser.visit(PlainBrowser.location(callback).orElseThrow());

            assertThat(browser.opened(picker))
                    .get()
                    .satisfies(target -> assertThat(target.getPath()).startsWith("/patients/"));
            assertThat(last(hospitals.second(), "/auth/authorize").values().get("scope"))
                    .contains("user/*.rs")
                    .doesNotContain("patient/", "launch");
        }
    }

    /** A cookie or an address is read by others; a session's key at most may be in one. */
    @Test
    void neitherCookiesNorAddressesHoldATokenOrThePatient() {
        try (var browser = new PlainBrowser()) {
            var chart = browser.visit(hospitals.launchAtFirst());
            String patient = hospitals.first().store().patients().getFirst().id();
            String page = browser.opened(chart).orElseThrow().toString();

            assertThat(browser.cookies("127.0.0.1"))
                    .containsOnlyKeys("__Host-prodrome")
                    .allSatisfy((name, value) -> assertThat(value).matches("[0-9A-F]{32}"));
            assertThat(page).doesNotContain(patient);
            assertThat(browser.visited())
                    .allSatisfy(address -> assertThat(address.toString()).doesNotContain(patient));
            assertThat(hospitals.app().log()).doesNotContain(patient);
        }
    }

    private static void isChart(URI target) {
        assertThat(target.getPath()).matches("/app/[A-Za-z0-9_-]{32}");
    }

    private static String user(Sandbox ehr) {
        return ehr.store().users().getFirst().getIdElement().getIdPart();
    }

    private static Received last(Sandbox ehr, String path) {
        return ehr.received().at(path).getLast();
    }
}
