package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.Scope.Interaction;

class AccessTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private URI target() {
        return URI.create(ehr.fhirBase() + "/Observation?patient=pat-1");
    }

    private void nextToken(int number) {
        ehr.token.put("access_token", "access-" + number);
        ehr.token.put("refresh_token", "refresh-" + number);
        ehr.token.remove("id_token");
    }

    @Test
    @Requirement({SMART + 93, SMART + 264})
    void presentsTheTokenAsBearer() {
        var access = launches().complete().access();

        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-1");
        assertThat(access.authorizationFor(ehr.fhirBase())).isEqualTo("Bearer access-1");
        assertThat(access.expiresAt()).contains(clock.instant().plusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org/fhir/Patient/1",
                "ORIGIN/fhirother/Patient/1",
                "ORIGIN/fhir/../admin",
                "ORIGIN/fhir/%2e%2e/admin",
                "ORIGIN.evil.example.org/fhir/Patient/1",
                "ORIGIN@evil.example.org/fhir/Patient/1",
                "/fhir/Patient/1"
            })
    @Requirement({SMART + 97, SMART + 98})
    void sendsTheTokenNowhereButUnderTheFhirBase(String address) {
        var access = launches().complete().access();
        var target = URI.create(address.replace("ORIGIN", ehr.origin()));

        assertThatThrownBy(() -> access.authorizationFor(target))
                .isInstanceOf(LaunchException.NoAccess.class)
                .hasMessageNotContaining("access-1");
    }

    @Test
    @Requirement({SMART + 105, SMART + 106, SMART + 107, SMART + 117})
    void renewsShortlyBeforeExpiryAndReplacesTheRefreshToken() {
        var access = launches().complete().access();
        clock.advance(Duration.ofSeconds(269));
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-1");

        nextToken(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-2");
        nextToken(3);
        clock.advance(Duration.ofSeconds(300));
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-3");

        assertThat(ehr.forms.subList(1, 3))
                .extracting(form -> form.get("grant_type") + " " + form.get("refresh_token"))
                .containsExactly("refresh_token refresh-1", "refresh_token refresh-2");
        assertThat(ehr.forms.get(1)).doesNotContainKey("scope");
    }

    @Test
    void keepsTheRefreshTokenWhereTheServerSendsNoNewOne() {
        var access = launches().complete().access();
        nextToken(2);
        ehr.token.remove("refresh_token");
        clock.advance(Duration.ofSeconds(290));
        access.authorizationFor(target());
        clock.advance(Duration.ofSeconds(290));
        access.authorizationFor(target());

        assertThat(ehr.forms.subList(1, 3))
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("refresh-1", "refresh-1");
    }

    @Test
    void renewsOnceForManyThreads() throws Exception {
        var access = launches().complete().access();
        nextToken(2);
        clock.advance(Duration.ofSeconds(290));
        var start = new CountDownLatch(1);
        var headers = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                headers.add(threads.submit(() -> {
                    start.await();
                    return access.authorizationFor(target());
                }));
            }
            start.countDown();
        }
        for (var header : headers) {
            assertThat(header.get()).isEqualTo("Bearer access-2");
        }
        assertThat(ehr.forms).hasSize(2);
    }

    @Test
    void renewsOnceAfterA401ThatSeveralRequestsMet() {
        var access = launches().complete().access();
        nextToken(2);

        assertThat(access.authorizationAfter401(target(), "Bearer access-1")).isEqualTo("Bearer access-2");
        assertThat(access.authorizationAfter401(target(), "Bearer access-1")).isEqualTo("Bearer access-2");
        assertThat(ehr.forms).hasSize(2);
    }

    @Test
    void endsWhenTheServerRefusesTheRenewal() {
        var access = launches().complete().access();
        ehr.answers.put("/token", TinyEhr.text(400, "{\"error\":\"invalid_grant\"}"));
        clock.advance(Duration.ofSeconds(290));

        assertThatThrownBy(() -> access.authorizationFor(target()))
                .isInstanceOf(LaunchException.NoAccess.class)
                .hasMessageContaining("invalid_grant");
        assertThat(access.ended()).isTrue();
        assertThatThrownBy(() -> access.authorizationFor(target())).isInstanceOf(LaunchException.NoAccess.class);
        assertThat(ehr.forms).hasSize(2);
    }

    @Test
    void staysUsableWhenTheServerIsOutOfOrder() {
        var access = launches().complete().access();
        ehr.answers.put("/token", TinyEhr.text(500, "{\"error\":\"server_error\"}"));
        clock.advance(Duration.ofSeconds(290));
        assertThatThrownBy(() -> access.authorizationFor(target())).isInstanceOf(LaunchException.Unreachable.class);

        ehr.answers.remove("/token");
        nextToken(2);
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-2");
    }

    @Test
    void endsWhenARenewalNamesAnotherPatient() {
        var access = launches().complete().access();
        nextToken(2);
        ehr.token.put("patient", "pat-2");
        clock.advance(Duration.ofSeconds(290));

        assertThatThrownBy(() -> access.authorizationFor(target()))
                .isInstanceOf(LaunchException.NoAccess.class)
                .hasMessageNotContaining("pat-");
        assertThat(access.ended()).isTrue();
    }

    @Test
    void usesATokenThatCannotBeRenewedToItsEnd() {
        ehr.token.remove("refresh_token");
        var access = launches().complete().access();
        clock.advance(Duration.ofSeconds(299));
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer access-1");

        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> access.authorizationFor(target())).isInstanceOf(LaunchException.NoAccess.class);
    }

    @Test
    void narrowsWithTheRenewal() {
        var access = launches().complete().access();
        nextToken(2);
        ehr.token.put("scope", "patient/Patient.r");
        access.authorizationAfter401(target(), "Bearer access-1");

        assertThat(access.scopes().allows(Interaction.READ, "Observation")).isFalse();
    }

    @Test
    void neverWidensWithTheRenewal() {
        var access = launches().complete().access();
        var before = access.scopes();
        nextToken(2);
        ehr.token.put("scope", TestLaunches.SCOPES + " user/*.cruds system/*.cruds patient/*.cruds");
        access.authorizationAfter401(target(), "Bearer access-1");

        assertThat(access.scopes().notCoveredBy(before).all()).isEmpty();
        assertThat(access.scopes().allows(Interaction.DELETE, "Observation")).isFalse();
        assertThat(access.scopes().allows(Interaction.READ, "Patient")).isTrue();
    }

    @Test
    void givesBackWhatARenewalForAnotherPatientBrought() {
        var access = launches().complete().access();
        nextToken(2);
        ehr.token.put("patient", "pat-2");

        assertThatThrownBy(() -> access.authorizationAfter401(target(), "Bearer access-1"))
                .isInstanceOf(LaunchException.NoAccess.class);
        assertThat(ehr.forms.getLast()).containsEntry("token", "refresh-2");
    }

    @Test
    void forgetsAndRevokesItsTokensAtTheEnd() {
        var access = launches().complete().access();
        access.end();

        assertThat(access.ended()).isTrue();
        assertThat(ehr.requestsTo("/revoke")).isEqualTo(1);
        assertThat(ehr.forms.getLast()).containsEntry("token", "refresh-1");
        assertThatThrownBy(() -> access.authorizationFor(target())).isInstanceOf(LaunchException.NoAccess.class);
    }

    @Test
    void saysThatARevocationWasRefusedAndHasEndedAllTheSame() {
        var access = launches().complete().access();
        ehr.answers.put("/revoke", TinyEhr.text(400, "{\"error\":\"unsupported_token_type\"}"));

        assertThatThrownBy(access::end)
                .isInstanceOf(LaunchException.TokenAnswer.class)
                .hasMessageContaining("RFC 7009")
                .hasMessageContaining("unsupported_token_type");
        assertThat(access.ended()).isTrue();
    }

    @Test
    void givesBackWhatARenewalBroughtAfterTheEnd() {
        var access = launches().complete().access();
        nextToken(2);
        ehr.answers.put("/token", exchange -> {
            access.end();
            ehr.answers.remove("/token");
            TinyEhr.text(200, JSONObjectUtils.toJSONString(ehr.token)).to(exchange);
        });

        assertThatThrownBy(() -> access.authorizationAfter401(target(), "Bearer access-1"))
                .isInstanceOf(LaunchException.NoAccess.class);
        assertThat(ehr.forms).extracting(form -> form.get("token")).containsSubsequence("refresh-1", "refresh-2");
    }

    @Test
    void showsNoToken() {
        var access = launches().complete().access();

        assertThat(access.toString()).doesNotContain("access-1", "refresh-1");
    }

    @Test
    void servesAGivenTokenUntilItExpires() {
        var access = Access.given(
                ehr.fhirBase(),
                "from-cds",
                Scopes.parse("patient/*.rs"),
                clock.instant().plusSeconds(60),
                clock);
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer from-cds");

        clock.advance(Duration.ofSeconds(60));
        assertThatThrownBy(() -> access.authorizationFor(target())).isInstanceOf(LaunchException.NoAccess.class);
    }
}
