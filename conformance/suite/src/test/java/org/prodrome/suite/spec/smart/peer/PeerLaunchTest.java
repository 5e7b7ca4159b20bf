package org.prodrome.suite.spec.smart.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.launcher.SmartLauncher;

/** Launches by Spring Authorization Server: what it accepts of us, what we accept of it, and how either refuses. */
class PeerLaunchTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static PeerHospital hospital;

    @BeforeAll
    static void open() throws IOException {
        hospital = new PeerHospital();
    }

    @AfterAll
    static void close() {
        hospital.close();
    }

    static Stream<IssuerRegistration> everyKindOfClient() {
        return Stream.of(hospital.publicApp(), hospital.symmetricApp(), hospital.rs384App(), hospital.es384App());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfClient")
    @Requirement({
        SMART + 13,
        SMART + 32,
        SMART + 33,
        SMART + 34,
        SMART + 35,
        SMART + 62,
        SMART + 63,
        SMART + 64,
        SMART + 67,
        SMART + 68,
        SMART + 69,
        SMART + 70,
        SMART + 71,
        SMART + 93,
        SMART + 308,
        SMART + 309,
        SMART + 320,
        SMART + 334,
        SMART + 345
    })
    void aClientOfEachKindIsLaunchedOnTheOpenChartAndReadsIt(IssuerRegistration client) {
        var context = hospital.launch(client);

        assertThat(context.requirePatient()).isEqualTo("peer-patient-2");
        assertThat(context.encounter()).contains("peer-encounter-2");
        assertThat(context.intent()).contains("show-risks");
        assertThat(context.needPatientBanner()).isFalse();
        assertThat(context.subject()).contains(PeerHospital.USER);
        assertThat(context.fhirUser()).contains(URI.create(hospital.fhirBase() + "/Practitioner/clinician-1"));
        assertThat(context.withheld().all()).isEmpty();
        assertThat(hospital.read(context.access(), "peer-patient-2")).isEqualTo(200);
    }

    @Test
    @Requirement(SMART + 38)
    void aStandaloneLaunchBringsThePatientChosenAtTheServer() {
        var launcher = PeerHospital.launcher(hospital.es384App());
        var context = hospital.launch(launcher, LaunchRequest.standalone(hospital.fhirBase()));

        assertThat(context.requirePatient()).isEqualTo("peer-patient-1");
        assertThat(context.needPatientBanner()).isTrue();
        assertThat(context.encounter()).isEmpty();
    }

    @Test
    void aStandaloneLaunchWithoutPatientBringsNone() {
        var launcher = PeerHospital.launcher(hospital.symmetricApp());
        var context = hospital.launch(launcher, LaunchRequest.standaloneWithoutPatient(hospital.fhirBase()));

        assertThat(context.patient()).isEmpty();
        assertThat(context.subject()).contains(PeerHospital.USER);
    }

    @Test
    @Requirement({SMART + 50, SMART + 52})
    void theRequestMayBePostedByAUserWhoIsSignedIn() {
        var launcher = PeerHospital.launcher(hospital.es384App());
        var request = new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH);
        try (var browser = new SignedInBrowser(hospital.callback())) {
            browser.visit(launcher.authorize(request).uri());
            var begun = launcher.authorize(request);
            var redirect = browser.post(begun.endpoint(), begun.parameters());

            assertThat(launcher.complete(redirect, begun.browserBinding()).requirePatient())
                    .isEqualTo("peer-patient-2");
        }
    }

    /** In one test, since the server remembers what a user has once allowed. */
    @Test
    void aUserMayDenyAccessAndLaterGrantAPartOfIt() {
        var launcher = PeerHospital.launcher(hospital.consentApp());

        assertThatExceptionOfType(LaunchException.Denied.class)
                .isThrownBy(() -> launchWithConsent(launcher))
                .satisfies(denied -> assertThat(code(denied)).isEqualTo("access_denied"));
        var context = launchWithConsent(launcher, "launch", "fhirUser", "online_access", "patient/Patient.rs");
        assertThat(context.withheld().toString()).isEqualTo("patient/Observation.rs");
        assertThat(hospital.read(context.access(), "peer-patient-2")).isEqualTo(200);
    }

    private static LaunchContext launchWithConsent(SmartLauncher launcher, String... scopes) {
        var begun = launcher.authorize(new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH));
        try (var browser = new SignedInBrowser(hospital.callback(), scopes)) {
            return launcher.complete(browser.visit(begun.uri()), begun.browserBinding());
        }
    }

    @Test
    void aScopeThatIsNotRegisteredIsRefusedByName() {
        var app = hospital.app(
                hospital.fhirBase(),
                "peer-public",
                new ClientAuthentication.PublicClient(),
                PeerHospital.SCOPES + " patient/Condition.rs");

        assertThatExceptionOfType(LaunchException.Denied.class)
                .isThrownBy(() -> hospital.launch(app))
                .satisfies(denied -> assertThat(code(denied)).isEqualTo("invalid_scope"));
    }

    @Test
    void aClientThatTheServerDoesNotKnowIsNeverSentBack() {
        var app = hospital.app(
                hospital.fhirBase(), "stranger", new ClientAuthentication.PublicClient(), PeerHospital.SCOPES);
        var begun = PeerHospital.launcher(app).authorize(new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH));
        try (var browser = new SignedInBrowser(hospital.callback())) {
            assertThat(browser.status(begun.uri())).isEqualTo(400);
        }
    }

    @Test
    @Requirement({SMART + 13, SMART + 70})
    void aVerifierThatIsNotTheChallengesIsRefused() {
        var launcher = PeerHospital.launcher(hospital.symmetricApp());
        var begun = launcher.authorize(new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH));
        var altered = URI.create(
                begun.uri().toString().replaceFirst("code_challenge=[^&]+", "code_challenge=" + "A".repeat(43)));
        try (var browser = new SignedInBrowser(hospital.callback())) {
            var redirect = browser.visit(altered);

            assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                    .isThrownBy(() -> launcher.complete(redirect, begun.browserBinding()))
                    .satisfies(refused -> assertThat(code(refused)).isEqualTo("invalid_grant"));
        }
    }

    /** The app's own store gives a launch out once; here one that forgets to delete lets the server see the code again. */
    @Test
    void aCodeThatIsUsedAgainIsRefusedAndEndsTheFirstAccess() {
        var launcher = SmartLauncher.builder()
                .register(hospital.symmetricApp())
                .pendingLaunches(new Unforgetting())
                .build();
        var begun = launcher.authorize(new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH));
        try (var browser = new SignedInBrowser(hospital.callback())) {
            var redirect = browser.visit(begun.uri());
            var context = launcher.complete(redirect, begun.browserBinding());
            assertThat(hospital.read(context.access(), "peer-patient-2")).isEqualTo(200);

            assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                    .isThrownBy(() -> launcher.complete(redirect, begun.browserBinding()))
                    .satisfies(refused -> assertThat(code(refused)).isEqualTo("invalid_grant"));
            assertThat(hospital.read(context.access(), "peer-patient-2")).isEqualTo(401);
        }
    }

    @Test
    void aRedirectThatWasUsedIsNotSentToTheServerAgain() {
        var launcher = PeerHospital.launcher(hospital.symmetricApp());
        var begun = launcher.authorize(new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH));
        try (var browser = new SignedInBrowser(hospital.callback())) {
            var redirect = browser.visit(begun.uri());
            var context = launcher.complete(redirect, begun.browserBinding());

            assertThatExceptionOfType(LaunchException.Redirect.class)
                    .isThrownBy(() -> launcher.complete(redirect, begun.browserBinding()));
            assertThat(hospital.read(context.access(), "peer-patient-2")).isEqualTo(200);
        }
    }

    @Test
    void aWrongSecretIsAnInvalidClient() {
        var app = hospital.app(
                hospital.fhirBase(),
                "peer-symmetric",
                new ClientAuthentication.ClientSecret("not-the-secret"),
                PeerHospital.SCOPES);

        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(() -> hospital.launch(app))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo("invalid_client"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("not-the-secret"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-30, 30})
    void halfAMinuteOfClockSkewIsHarmless(long seconds) {
        assertThat(launchAt(Duration.ofSeconds(seconds), hospital.es384App())).isEmpty();
    }

    /** Behind, our assertion has expired before it arrives; ahead, the server's id_token has. */
    @Test
    @Requirement(SMART + 201)
    void aClockThatIsFarOffIsRefusedByOneSideOrTheOther() {
        var behind = launchAt(Duration.ofMinutes(-10), hospital.es384App()).orElseThrow();
        assertThat(behind).isInstanceOf(LaunchException.TokenAnswer.class);
        assertThat(code(behind)).isEqualTo("invalid_client");

        assertThat(launchAt(Duration.ofMinutes(-10), hospital.symmetricApp()).orElseThrow())
                .isInstanceOf(LaunchException.Identity.class)
                .hasMessageContaining("iat");
        assertThat(launchAt(Duration.ofHours(2), hospital.symmetricApp()).orElseThrow())
                .isInstanceOf(LaunchException.Identity.class)
                .hasMessageContaining("exp");
    }

    private static Optional<LaunchException> launchAt(Duration offset, IssuerRegistration registration) {
        var launcher = SmartLauncher.builder()
                .register(registration)
                .clock(Clock.offset(Clock.systemUTC(), offset))
                .build();
        return Optional.ofNullable(catchThrowableOfType(
                LaunchException.class,
                () -> hospital.launch(launcher, new LaunchRequest(hospital.fhirBase(), PeerHospital.LAUNCH))));
    }

    private static String code(LaunchException refused) {
        return refused.oauthError().orElseThrow().code();
    }

    /** A store that breaks its contract: it never deletes. */
    private static final class Unforgetting implements PendingLaunches {
        private final Map<String, Entry> entries = new ConcurrentHashMap<>();

        @Override
        public void put(Entry entry) {
            entries.put(entry.key(), entry);
        }

        @Override
        public Optional<Entry> take(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }
}
