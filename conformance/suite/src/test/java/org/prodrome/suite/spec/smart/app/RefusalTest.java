package org.prodrome.suite.spec.smart.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Received;
import org.prodrome.sandbox.fault.SmartDefect;

/** What a person reads for each fault of an EHR's sign-in, and that nothing of a refused launch is kept. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalTest {
    private static final Pattern SENTENCE = Pattern.compile("id=\"launch-refused-sentence\"[^>]*>([^<]*)<");
    private static final Pattern FACTS = Pattern.compile("id=\"launch-refused-administrator\"[^>]*>([^<]*)<");
    /** Their redirect names no launch of this app, so the launch that was begun stays until it expires. */
    private static final Set<String> NAMELESS = Set.of("SWAPPED_STATE", "MISSING_STATE");

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(400);
    private static final int READINGS = 5;

    @TempDir
    static Path folder;

    private static Hospitals hospitals;

    /** One row of refusals.tsv. */
    record Row(String fault, String sentence, String expected, String got) {
        boolean opens() {
            return sentence.equals("opens");
        }

        /** As they stand in the block for the administrator. */
        String facts() {
            return "Expected: " + expected + "\nGot: " + got + "\n";
        }

        Fault asFault() {
            String[] parts = fault.split(":");
            return parts.length == 1
                    ? new Fault.Broken(SmartDefect.valueOf(fault))
                    : new Fault.OAuthRefusal(Fault.Endpoint.valueOf(parts[0]), parts[1]);
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    @BeforeAll
    static void open() throws IOException {
        hospitals = Hospitals.open(folder);
    }

    @AfterAll
    static void close() {
        hospitals.close();
    }

    static List<Row> rows() throws IOException {
        try (var in = Objects.requireNonNull(RefusalTest.class.getResourceAsStream("refusals.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.copyOf(line.split("\t"), 4))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Order(1)
    void aFaultIsSaidInWordsAndNothingIsKept(Row row) {
        Sandbox ehr = row.fault().equals("NO_KEYS") ? hospitals.second() : hospitals.first();
        ehr.faults().set(row.asFault());
        ehr.received().clear();
        long pending = hospitals.count("pending_launch");
        long patients = hospitals.count("patient_key");
        try (var browser = new PlainBrowser()) {
            var end = launched(browser, ehr, row);
            if (row.opens()) {
                assertThat(browser.opened(end))
                        .get()
                        .satisfies(target -> assertThat(target.getPath()).startsWith("/app/"));
            } else {
                says(end, row);
                keepsNothing(browser, end);
                assertThat(ehr.received().all().stream().map(Received::path))
                        .as("requests to the EHR")
                        .noneMatch(path -> path.startsWith("/fhir/") && !path.contains("/.well-known/"));
                assertThat(hospitals.count("patient_key")).isEqualTo(patients);
            }
            assertThat(hospitals.count("pending_launch")).isEqualTo(pending + (NAMELESS.contains(row.fault()) ? 1 : 0));
        } finally {
            ehr.faults().clear();
        }
    }

    @Test
    void thereIsNoRulesPageWhereNoProviderIsConfigured() {
        try (PlainBrowser browser = new PlainBrowser()) {
            assertThat(browser.get(hospitals.app("/workbench/rules")).statusCode())
                    .isBetween(400, 499);
            assertThat(browser.get(hospitals.app("/workbench/sign-in/workforce"))
                            .statusCode())
                    .isBetween(400, 499);
        }
    }

    @Test
    @Order(2)
    void everyFaultOfTheSignInHasItsRow() throws IOException {
        assertThat(rows().stream().map(Row::fault))
                .containsAll(Arrays.stream(SmartDefect.values()).map(Enum::name).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void aFaultThatWasMendedIsForgottenByTheNextLaunch() {
        try (var browser = new PlainBrowser()) {
            assertThat(browser.opened(launch(browser, hospitals.first())))
                    .get()
                    .satisfies(target -> assertThat(target.getPath()).startsWith("/app/"));
        }
    }

    /** The tokens came before the refusal, so the EHR is told to forget them. */
    @ParameterizedTest
    @EnumSource(
            value = SmartDefect.class,
            names = {
                "EMPTY_SCOPE",
                "WRONG_NONCE",
                "BAD_SIGNATURE",
                "MISSING_ID_TOKEN",
                "PATIENT_IS_A_PATH",
                "MISSING_PATIENT"
            })
    @Order(4)
    void theTokensOfALaunchThatOpensNothingAreGivenBack(SmartDefect defect) {
        hospitals.first().faults().set(defect);
        hospitals.first().received().clear();
        try (var browser = new PlainBrowser()) {
            launch(browser, hospitals.first());

            assertThat(hospitals.first().received().at("/auth/revoke")).hasSize(1);
        } finally {
            hospitals.first().faults().clear();
        }
    }

    @Test
    @Order(5)
    void aLaunchIsNotFinishedInAnotherBrowser() {
        try (var browser = new PlainBrowser();
                var other = new PlainBrowser()) {
            var authorize = PlainBrowser.location(browser.get(hospitals.launchAtFirst()))
                    .orElseThrow();
            var callback = PlainBrowser.location(browser.get(authorize)).orElseThrow();

            assertThat(sentence(other.visit(callback))).contains("began elsewhere");
            assertThat(sentence(browser.visit(callback))).contains("already used");
        }
    }

    @Test
    @Order(6)
    void whatNoEhrSendsIsRefused() {
        Map<String, String> wrong = Map.of(
                "/launch",
                "opens from a patient's chart",
                "/launch?iss=https://ehr.example.org/fhir&launch=1",
                "isn't set up for the EHR",
                "/launch?iss=" + hospitals.first().fhirBase(),
                "opens from a patient's chart",
                "/launch/callback",
                "already used",
                "/launch/callback?state=a&state=b&code=c",
                "opens from a patient's chart");
        wrong.forEach((path, words) -> {
            try (var browser = new PlainBrowser()) {
                var answer = browser.get(hospitals.app(path));

                assertThat(sentence(answer)).as(path).contains(words);
                assertThat(browser.cookies("127.0.0.1")).as(path).isEmpty();
            }
        });
    }

    /** An EHR's settings are read again once a second at most, so those of the row before may count a moment longer. */
    private static HttpResponse<String> launched(PlainBrowser browser, Sandbox ehr, Row row) {
        var end = launch(browser, ehr);
        for (int again = 0;
                again < READINGS
                        && !row.opens()
                        && !PlainBrowser.text(end.body()).contains(row.facts());
                again++) {
            LockSupport.parkNanos(BETWEEN_READINGS.toNanos());
            end = launch(browser, ehr);
        }
        return end;
    }

    private static HttpResponse<String> launch(PlainBrowser browser, Sandbox ehr) {
        if (ehr == hospitals.first()) {
            return browser.visit(hospitals.launchAtFirst());
        }
        var form = browser.visit(hospitals.launchAtSecond());
        return browser.visit(
                PlainBrowser.location(browser.submit(form, Map.of())).orElseThrow());
    }

    private static void says(HttpResponse<String> end, Row row) {
        var facts = FACTS.matcher(end.body());

        assertThat(end.statusCode()).isIn(403, 502);
        assertThat(end.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(sentence(end)).isEqualTo(row.sentence());
        assertThat(facts.find()).isTrue();
        assertThat(PlainBrowser.text(facts.group(1))).contains(row.facts());
    }

    /** No session, no address that opens anything, and neither code nor state where they could be read later. */
    private static void keepsNothing(PlainBrowser browser, HttpResponse<String> end) {
        assertThat(browser.cookies("127.0.0.1").keySet()).allMatch(name -> name.startsWith("__Host-launch-"));
        String log = hospitals.app().log();
        for (String secret : secrets(browser.visited())) {
            assertThat(end.body()).doesNotContain(secret);
            assertThat(log).doesNotContain(secret);
        }
        browser.visited().stream()
                .filter(address -> address.getPath().equals("/launch/callback"))
                .forEach(callback ->
                        assertThat(sentence(browser.visit(callback))).isNotEmpty());
    }

    private static Set<String> secrets(List<URI> visited) {
        return visited.stream()
                .filter(address -> address.getRawQuery() != null)
                .flatMap(address -> Stream.of(address.getRawQuery().split("&")))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> Set.of("code", "state", "launch", "nonce").contains(pair[0]))
                .map(pair -> pair[1])
                .collect(Collectors.toSet());
    }

    private static String sentence(HttpResponse<String> page) {
        var sentence = SENTENCE.matcher(page.body());
        assertThat(sentence.find()).as("a page of refusal").isTrue();
        return PlainBrowser.text(sentence.group(1));
    }
}
