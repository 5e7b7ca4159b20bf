package org.prodrome.launcher.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.Scope.Interaction;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.SmartDefect;

class SandboxLaunchTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static Hospital hospital;

    @BeforeAll
    static void open() throws IOException {
        hospital = new Hospital();
    }

    @AfterAll
    static void close() {
        hospital.close();
    }

    @AfterEach
    void mend() {
        hospital.sandbox.faults().clear();
    }

    @Test
    @Requirement({SMART + 35, SMART + 41, SMART + 64, SMART + 72, SMART + 201, SMART + 329, SMART + 334})
    void aConfidentialAppIsLaunchedOnThePatientOfTheChart() {
        var chart = hospital.chart("prodrome")
                .withEncounter("enc-1")
                .withIntent("show-risks")
                .withAppContext("{\"matter\":\"m-1\"}")
                .withoutPatientBanner();
        var context = hospital.launch(hospital.confidentialApp(), chart);

        assertThat(context.issuer()).isEqualTo(URI.create(hospital.sandbox.fhirBase()));
        assertThat(context.requirePatient()).isEqualTo(hospital.patient());
        assertThat(context.encounter()).contains("enc-1");
        assertThat(context.intent()).contains("show-risks");
        assertThat(context.appContext()).contains("{\"matter\":\"m-1\"}");
        assertThat(context.needPatientBanner()).isFalse();
        assertThat(context.fhirUser().orElseThrow().toString())
                .isEqualTo(hospital.sandbox.fhirBase() + "/Practitioner/" + chart.practitionerId());
        assertThat(context.granted().allows(Interaction.CREATE, "ServiceRequest"))
                .isTrue();
        assertThat(context.withheld().all()).isEmpty();
    }

    @Test
    @Requirement({SMART + 63, SMART + 71, SMART + 93})
    void aPublicAppIsLaunchedAndReadsThePatient() {
        var access = hospital.launch(hospital.publicApp(), hospital.chart("prodrome-public"))
                .access();

        assertThat(hospital.readPatient(access.authorizationFor(hospital.patientUri())))
                .isEqualTo(200);
    }

    @Test
    @Requirement({SMART + 50, SMART + 52, SMART + 133})
    void theAuthorizationRequestMayBePostedToo() {
        var launcher = hospital.publicApp();
        var request = launcher.authorize(hospital.opened(hospital.chart("prodrome-public")));
        var form = request.parameters().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var redirect = hospital.returned(HttpRequest.newBuilder(request.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

        assertThat(launcher.complete(redirect, request.browserBinding()).requirePatient())
                .isEqualTo(hospital.patient());
    }

    @Test
    @Requirement({SMART + 105, SMART + 106, SMART + 117})
    void accessIsRenewedAgainAndAgainByRotatedRefreshTokens() {
        var access = hospital.launch(hospital.confidentialApp(), hospital.chart("prodrome"))
                .access();
        var target = hospital.patientUri();
        var first = access.authorizationFor(target);
        var second = access.authorizationAfter401(target, first);
        var third = access.authorizationAfter401(target, second);

        assertThat(second).isNotEqualTo(first);
        assertThat(third).isNotEqualTo(second);
        assertThat(hospital.readPatient(third)).isEqualTo(200);
    }

    @Test
    void anExpiredTokenIsReplacedAfterThe401() {
        var access = hospital.launch(hospital.publicApp(), hospital.chart("prodrome-public"))
                .access();
        var refused = access.authorizationFor(hospital.patientUri());
        hospital.sandbox.faults().set(new Fault.ExpiredTokens());

        assertThat(hospital.readPatient(refused)).isEqualTo(401);
        assertThat(hospital.readPatient(access.authorizationAfter401(hospital.patientUri(), refused)))
                .isEqualTo(200);
    }

    @Test
    void endedAccessIsEndedAtTheServerToo() {
        var access = hospital.launch(hospital.confidentialApp(), hospital.chart("prodrome"))
                .access();
        var header = access.authorizationFor(hospital.patientUri());
        access.end();

        assertThat(hospital.readPatient(header)).isEqualTo(401);
    }

    @Test
    void aLaunchHandleThatWasUsedIsDenied() {
        var launcher = hospital.publicApp();
        var opened = hospital.opened(hospital.chart("prodrome-public"));
        hospital.visit(launcher.authorize(opened));
        var again = launcher.authorize(opened);

        assertThatExceptionOfType(LaunchException.Denied.class)
                .isThrownBy(() -> launcher.complete(hospital.visit(again), again.browserBinding()))
                .satisfies(denied ->
                        assertThat(denied.oauthError().orElseThrow().code()).isEqualTo("invalid_request"));
    }

    @Test
    @Requirement(SMART + 147)
    void aScopeThatIsLeftOutOfTheGrantIsReported() {
        hospital.sandbox.faults().set(new Fault.MissingScope("patient/ServiceRequest.cu"));
        var context = hospital.launch(hospital.publicApp(), hospital.chart("prodrome-public"));

        assertThat(context.withheld().toString()).isEqualTo("patient/ServiceRequest.cu");
        assertThat(context.granted().allows(Interaction.CREATE, "ServiceRequest"))
                .isFalse();
    }

    /** Every breach that the sandbox can commit is either refused by the right kind of error or known to be harmless. */
    @ParameterizedTest
    @EnumSource(SmartDefect.class)
    @Requirement({SMART + 4, SMART + 13, SMART + 29, SMART + 60, SMART + 201, SMART + 379})
    void aBreachIsNoticed(SmartDefect defect) {
        hospital.sandbox.faults().set(defect);
        var outcome = catchThrowable(() -> hospital.launch(hospital.publicApp(), hospital.chart("prodrome-public")));

        var expected = refusalOf(defect);
        if (expected == null) {
            assertThat(outcome).isNull();
        } else {
            assertThat(outcome).isInstanceOf(expected);
            assertThat(requireNonNull(outcome).getMessage()).doesNotContain(hospital.patient(), "eyJ");
        }
    }

    private static @Nullable Class<? extends LaunchException> refusalOf(SmartDefect defect) {
        return switch (defect) {
            case WRONG_NONCE,
                    MISSING_NONCE,
                    WRONG_ISSUER,
                    WRONG_AUDIENCE,
                    BAD_SIGNATURE,
                    UNSIGNED_ID_TOKEN,
                    EXPIRED_ID_TOKEN,
                    MISSING_ID_TOKEN,
                    HS256_ID_TOKEN,
                    FUTURE_ID_TOKEN,
                    WRONG_AUTHORIZED_PARTY,
                    NO_KEYS,
                    SYMMETRIC_KEY_PUBLISHED -> LaunchException.Identity.class;
            case SWAPPED_STATE, MISSING_STATE, MISSING_CODE, FOREIGN_ISSUER_IN_REDIRECT ->
                LaunchException.Redirect.class;
            case PLAIN_PKCE_ONLY,
                    NO_PKCE_IN_DISCOVERY,
                    NO_TOKEN_ENDPOINT,
                    NO_AUTHORIZATION_ENDPOINT,
                    DISCOVERY_NOT_JSON,
                    OTHER_ISSUER_IN_DISCOVERY,
                    FOREIGN_AUTHORIZATION_ENDPOINT,
                    KEY_SET_NOT_JSON,
                    DISCOVERY_REDIRECTS -> LaunchException.Discovery.class;
            case MISSING_TOKEN_TYPE,
                    WRONG_TOKEN_TYPE,
                    MISSING_ACCESS_TOKEN,
                    TOKEN_ANSWER_NOT_JSON,
                    TOKEN_ANSWER_IS_ARRAY,
                    MISSING_SCOPE,
                    CONTROL_CHARACTER_IN_TOKEN,
                    REPLAYED_CODE -> LaunchException.TokenAnswer.class;
            case PATIENT_IS_A_PATH, PATIENT_IS_NO_TEXT -> LaunchException.Context.class;
            case TOKEN_ENDPOINT_DOWN, DISCOVERY_DOWN, KEY_SET_DOWN, DISCOVERY_HUGE, TOKEN_ANSWER_HUGE ->
                LaunchException.Unreachable.class;
            case ID_TOKEN_WITHOUT_KID,
                    RELATIVE_FHIR_USER,
                    RELATIVE_ENDPOINTS,
                    MISSING_PATIENT,
                    EMPTY_SCOPE,
                    NO_CACHE_CONTROL,
                    MISSING_EXPIRES_IN,
                    NEGATIVE_EXPIRES_IN,
                    WIDER_GRANT,
                    NARROWER_GRANT,
                    OTHER_PATIENT_AT_REFRESH,
                    REFRESH_TOKEN_REUSED,
                    REFRESH_REFUSED,
                    INTROSPECTION_DOWN,
                    INTROSPECTION_WITHOUT_ACTIVE,
                    INTROSPECTION_ACTIVE_AS_TEXT -> null;
        };
    }
}
