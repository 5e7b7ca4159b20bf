package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.Staff;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.TestVaults;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** A sign-in to the rules page lives under a cookie of its own, and not for ever. */
class WorkbenchSessionsTest {
    @TempDir
    Path folder;

    private final LaterClock clock = new LaterClock();
    private WorkbenchSessions sessions;
    private PatientVault vault;

    @BeforeEach
    void open() {
        DataSource store = TestStore.fresh();
        vault = TestVaults.of(store, MasterKey.readOrCreate(TestStore.keyFile(folder)));
        sessions = new WorkbenchSessions(
                TestSettings.at("https://staff.example.org"), vault, TestAudit.log(store, folder), clock);
    }

    @Test
    void whoSignedInIsKnownByPseudonymAndRoles() {
        Cookie cookie = signedIn(request());

        assertThat(sessions.find(request(cookie)))
                .contains(new Staff(
                        vault.user("https://staff.example.org#staff-1"),
                        vault.blind("workbench-provider", "https://staff.example.org"),
                        "Ines Marlow",
                        java.util.Set.of(Role.AUTHOR),
                        clock.instant().plus(TestSettings.FRESH)));
        assertThat(sessions.find(request())).isEmpty();
        assertThat(sessions.find(request(new Cookie(WorkbenchSessions.COOKIE, "another"))))
                .isEmpty();
    }

    @Test
    void aSignInIsAsFreshAsTheProviderSays() {
        Instant now = clock.instant();

        assertThat(freshUntil(now.minusSeconds(300)))
                .isEqualTo(now.minusSeconds(300).plus(TestSettings.FRESH));
        assertThat(freshUntil(now.plusSeconds(300))).isEqualTo(now.plus(TestSettings.FRESH));
    }

    @Test
    void whereTheProviderDoesNotSayWhenNobodyIsFresh() {
        Cookie cookie = signedIn(request(), Map.of());

        assertThat(sessions.find(request(cookie)).orElseThrow().isFresh(clock.instant()))
                .isFalse();
    }

    private Instant freshUntil(Instant authenticated) {
        Cookie cookie = signedIn(request(), Map.of("auth_time", authenticated));
        return sessions.find(request(cookie)).orElseThrow().freshUntil();
    }

    @Test
    void anotherSignInInTheSameBrowserEndsTheFirst() {
        Cookie first = signedIn(request());
        Cookie second = signedIn(request(first));

        assertThat(sessions.find(request(first))).isEmpty();
        assertThat(sessions.find(request(second))).isPresent();
    }

    @Test
    void endsWhenIdle() {
        Cookie cookie = signedIn(request());
        clock.pass(TestSettings.IDLE.minusSeconds(1));
        assertThat(sessions.find(request(cookie))).isPresent();
        clock.pass(TestSettings.IDLE.minusSeconds(1));
        assertThat(sessions.find(request(cookie))).isPresent();

        clock.pass(TestSettings.IDLE);

        assertThat(sessions.find(request(cookie))).isEmpty();
    }

    @Test
    void anOpenPageThatNobodyUsesKeepsNobodySignedIn() {
        Cookie cookie = signedIn(request());
        clock.pass(TestSettings.IDLE.dividedBy(2));
        MockHttpServletRequest heartbeat = request(cookie);
        heartbeat.setParameter("v-r", "heartbeat");
        assertThat(sessions.find(heartbeat)).isPresent();

        clock.pass(TestSettings.IDLE.dividedBy(2));

        assertThat(sessions.find(request(cookie))).isEmpty();
    }

    @Test
    void endsInAnyCaseAfterTheLongestTime() {
        Cookie cookie = signedIn(request());
        for (Duration gone = Duration.ZERO; gone.compareTo(TestSettings.LONGEST) < 0; gone = gone.plusMinutes(10)) {
            assertThat(sessions.find(request(cookie))).isPresent();
            clock.pass(Duration.ofMinutes(10));
        }

        assertThat(sessions.find(request(cookie))).isEmpty();
    }

    @Test
    void signingOutEndsItAtOnce() {
        Cookie cookie = signedIn(request());

        sessions.end(request(cookie));

        assertThat(sessions.find(request(cookie))).isEmpty();
        assertThat(sessions.containsContext(request(cookie))).isFalse();
    }

    @Test
    void thePrincipalHoldsNoToken() {
        Cookie cookie = signedIn(request());

        Object principal = Objects.requireNonNull(
                        sessions.loadDeferredContext(request(cookie)).get().getAuthentication())
                .getPrincipal();

        assertThat(principal).isInstanceOf(Staff.class);
    }

    private Cookie signedIn(MockHttpServletRequest request) {
        return signedIn(request, Map.of("auth_time", clock.instant()));
    }

    private Cookie signedIn(MockHttpServletRequest request, Map<String, Object> more) {
        Instant now = clock.instant();
        Map<String, Object> claims = new HashMap<>(more);
        claims.put("sub", "staff-1");
        claims.put("name", "Ines Marlow");
        OidcIdToken token = new OidcIdToken("header.claims.signature", now, now.plusSeconds(60), claims);
        DefaultOidcUser user = new DefaultOidcUser(List.of(), token);
        MockHttpServletResponse response = new MockHttpServletResponse();
        sessions.saveContext(
                new SecurityContextImpl(new TestingAuthenticationToken(user, "", "ROLE_AUTHOR")), request, response);
        SecurityContextHolder.clearContext();
        Cookie set = response.getCookie(WorkbenchSessions.COOKIE);
        assertThat(set).isNotNull();
        assertThat(response.getHeader("Set-Cookie")).contains("Secure", "HttpOnly", "SameSite=Lax");
        return set;
    }

    private static MockHttpServletRequest request(Cookie... cookies) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/workbench/rules");
        request.setCookies(cookies);
        return request;
    }

    private static final class LaterClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
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
