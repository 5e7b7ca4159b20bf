package org.prodrome.suite.spec.smart.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.SmartLauncher;

/** What comes after a launch by Spring Authorization Server: renewal, introspection, revocation; and backend services. */
class PeerAccessTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String PATIENT = "peer-patient-2";
    private static final int THREADS = 8;

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

    static Stream<IssuerRegistration> confidentialClients() {
        return Stream.of(hospital.symmetricApp(), hospital.rs384App(), hospital.es384App());
    }

    /** The server takes each refresh token once: two renewals in a row show that ours is replaced. */
    @ParameterizedTest
    @MethodSource("confidentialClients")
    @Requirement({SMART + 105, SMART + 106, SMART + 117})
    void accessIsRenewedAgainAndAgainByRotatedRefreshTokens(IssuerRegistration client) {
        var access = hospital.launch(client).access();
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var first = access.authorizationFor(target);
        var second = access.authorizationAfter401(target, first);
        var third = access.authorizationAfter401(target, second);

        assertThat(new HashSet<>(List.of(first, second, third))).hasSize(3);
        assertThat(hospital.read(target, third)).isEqualTo(200);
    }

    /** A second request would bring a refresh token that the server has taken back, and end the access. */
    @Test
    @Requirement(SMART + 117)
    void manyThreadsRenewOnce() throws InterruptedException, ExecutionException {
        var access = hospital.launch(hospital.es384App()).access();
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var refused = access.authorizationFor(target);
        var renewed = new HashSet<String>();
        Callable<String> renewal = () -> access.authorizationAfter401(target, refused);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var header : threads.invokeAll(Collections.nCopies(THREADS, renewal))) {
                renewed.add(header.get());
            }
        }

        assertThat(renewed).hasSize(1).doesNotContain(refused);
        assertThat(hospital.read(access, PATIENT)).isEqualTo(200);
    }

    /** Spring Authorization Server gives a public client no refresh token (README of conformance/peer). */
    @Test
    void aPublicClientsAccessEndsWithItsToken() {
        var access = hospital.launch(hospital.publicApp()).access();
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var header = access.authorizationFor(target);

        assertThatExceptionOfType(LaunchException.NoAccess.class)
                .isThrownBy(() -> access.authorizationAfter401(target, header));
        assertThat(access.ended()).isFalse();
    }

    /** Nor does it let a public client revoke: ended means forgotten by the app, while the token lives until it expires. */
    @Test
    void aPublicClientsTokenIsForgottenButNotRevoked() {
        var access = hospital.launch(hospital.publicApp()).access();
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var header = access.authorizationFor(target);
        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(access::end)
                .withMessageContaining("RFC 7009");

        assertThatExceptionOfType(LaunchException.NoAccess.class).isThrownBy(() -> access.authorizationFor(target));
        assertThat(hospital.read(target, header)).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("confidentialClients")
    @Requirement(SMART + 270)
    void aLiveTokenIsIntrospectedAndARevokedOneIsNot(IssuerRegistration client) {
        var launcher = PeerHospital.launcher(client);
        var access = hospital.launch(launcher, new LaunchRequest(client.issuer(), PeerHospital.LAUNCH))
                .access();
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var header = access.authorizationFor(target);
        var token = header.substring("Bearer ".length());

        var live = launcher.introspect(client.issuer(), token);
        assertThat(live.active()).isTrue();
        assertThat(live.clientId()).isEqualTo(client.clientId());
        assertThat(live.subject()).isEqualTo(PeerHospital.USER);
        assertThat(live.patient()).isEqualTo(PATIENT);
        assertThat(live.scopes().contains("patient/Patient.rs")).isTrue();
        assertThat(live.expiresAt()).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(6)));

        access.end();
        assertThat(launcher.introspect(client.issuer(), token).active()).isFalse();
        assertThat(hospital.read(target, header)).isEqualTo(401);
    }

    @Test
    void aTokenThatNobodyIssuedIsNotActive() {
        var client = hospital.symmetricApp();

        assertThat(PeerHospital.launcher(client)
                        .introspect(client.issuer(), "never-issued")
                        .active())
                .isFalse();
    }

    @Test
    @Requirement({SMART + 233, SMART + 234, SMART + 235, SMART + 236, SMART + 237, SMART + 238, SMART + 264})
    void aBackendServiceGetsOneTokenAndKeepsItUntilItIsNearlyOver() {
        var clock = new Advancing();
        var launcher = SmartLauncher.builder()
                .register(hospital.publicApp())
                .clock(clock)
                .build();
        var service = hospital.backendService("system/Patient.rs");
        var access = launcher.backend(service);
        var target = hospital.patientUri(access.fhirBase(), PATIENT);
        var first = access.authorizationFor(target);

        assertThat(hospital.read(target, first)).isEqualTo(200);
        assertThat(launcher.backend(service).authorizationFor(target)).isEqualTo(first);

        clock.advance(Duration.ofMinutes(4).plusSeconds(45));
        var second = launcher.backend(service).authorizationFor(target);
        assertThat(second).isNotEqualTo(first);
        assertThat(hospital.read(target, second)).isEqualTo(200);
    }

    @Test
    void aBackendServiceIsRefusedScopesThatWereNotApproved() {
        var launcher = PeerHospital.launcher(hospital.publicApp());

        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(() -> launcher.backend(hospital.backendService("system/Observation.rs")))
                .satisfies(refused ->
                        assertThat(refused.oauthError().orElseThrow().code()).isEqualTo("invalid_scope"));
    }

    /** The system's time, and more where it is told so. */
    private static final class Advancing extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration more) {
            ahead = ahead.plus(more);
        }

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
