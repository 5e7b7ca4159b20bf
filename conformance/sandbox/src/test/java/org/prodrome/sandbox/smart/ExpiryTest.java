package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.fault.Faults;

/** What time alone makes invalid, with a clock that the test moves. */
class ExpiryTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private static final ClientRegistration APP = ClientRegistration.open("open-app", "Open", "http://127.0.0.1:1");
    private static final LaunchRequest LAUNCH = LaunchRequest.of("open-app", "ada", "gp-1");

    private Instant now = Instant.parse("2026-02-02T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final TokenDesk tokens = new TokenDesk(clock, new Faults(clock));
    private final AuthorizationCodes codes = new AuthorizationCodes(clock, tokens);

    @Test
    void aLaunchWaitsFiveMinutes() {
        LaunchDesk desk =
                new LaunchDesk(new EhrAddress("http://localhost:9090"), new ClientRegistry(List.of(APP)), clock);
        String early = desk.issue(LAUNCH).launch();
        String late = desk.issue(LAUNCH).launch();
        now = now.plus(Duration.ofMinutes(5)).minusSeconds(1);
        assertThat(desk.redeem(early, "open-app")).contains(LAUNCH);
        now = now.plusSeconds(1);
        assertThat(desk.redeem(late, "open-app")).isEmpty();
    }

    @Test
    @Requirement(SMART + 58)
    void aCodeLivesOneMinute() {
        String early = code();
        String late = code();
        now = now.plusSeconds(59);
        assertThat(exchange(early).accessToken()).isNotEmpty();
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> exchange(late)).isInstanceOf(OAuthError.class).hasMessageContaining("expired");
    }

    @Test
    @Requirement({SMART + 77, SMART + 94})
    void anAccessTokenLivesAsLongAsItSays() {
        IssuedTokens issued = exchange(code());
        now = now.plus(issued.lifetime()).minusSeconds(1);
        assertThat(tokens.find(issued.accessToken())).isPresent();
        now = now.plusSeconds(1);
        assertThat(tokens.find(issued.accessToken())).isEmpty();
    }

    @Test
    void refreshingDoesNotProlongTheAuthorization() {
        String refresh = String.valueOf(exchange(code()).refreshToken());
        for (int day = 0; day < 29; day++) {
            now = now.plus(Duration.ofDays(1));
            refresh = String.valueOf(
                    tokens.refresh(refresh, "open-app", Optional.empty()).refreshToken());
        }
        now = now.plus(Duration.ofDays(1));
        String last = refresh;
        assertThatThrownBy(() -> tokens.refresh(last, "open-app", Optional.empty()))
                .isInstanceOf(OAuthError.class)
                .hasMessageContaining("expired");
    }

    private String code() {
        Grant grant = new Grant("open-app", Scope.parseAll("launch offline_access patient/*.rs"), LAUNCH, null);
        return codes.issue(grant, "http://127.0.0.1:1/launch/callback", new Pkce(TestApp.challenge(TestApp.VERIFIER)));
    }

    private IssuedTokens exchange(String code) {
        return codes.exchange(code, "open-app", "http://127.0.0.1:1/launch/callback", TestApp.VERIFIER);
    }
}
