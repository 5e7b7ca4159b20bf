package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** A decision takes somebody who has just proved who they are, and leads back to what is decided on. */
class SignInAgainTest {
    private final SignInAgain again = new SignInAgain(
            new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(Provider.ID)
                    .clientId("prodrome-workbench")
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("https://app.example.org" + WorkbenchSignIn.CALLBACK + Provider.ID)
                    .authorizationUri("https://staff.example.org/authorize")
                    .tokenUri("https://staff.example.org/token")
                    .scope("openid")
                    .build()),
            TestSettings.at("https://staff.example.org"));

    @Test
    void aFirstSignInAsksForSomebodyWhoProvedItWithinTheLimit() {
        OAuth2AuthorizationRequest asked = resolved(request(null));

        assertThat(asked.getAuthorizationRequestUri())
                .contains("max_age=" + TestSettings.FRESH.toSeconds())
                .doesNotContain("prompt");
    }

    @Test
    void fromARuleItAsksForAProofNowAndLeadsBackOnce() throws ServletException, IOException {
        MockHttpServletRequest request = request("metformin-egfr");

        assertThat(resolved(request).getAuthorizationRequestUri()).contains("prompt=login");
        assertThat(arrivedAt(Objects.requireNonNull(request.getSession())))
                .isEqualTo("/workbench/rules/metformin-egfr");
        assertThat(arrivedAt(Objects.requireNonNull(request.getSession()))).isEqualTo("/workbench/rules");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../launch", "//evil.example.org", "a b", "https:evil"})
    void nothingElseThanARuleIsEverLedTo(String rule) throws ServletException, IOException {
        MockHttpServletRequest request = request(rule);

        assertThat(resolved(request).getAuthorizationRequestUri()).doesNotContain("prompt");
        assertThat(arrivedAt(Objects.requireNonNull(request.getSession()))).isEqualTo("/workbench/rules");
    }

    private OAuth2AuthorizationRequest resolved(MockHttpServletRequest request) {
        return Objects.requireNonNull(again.resolve(request));
    }

    private static MockHttpServletRequest request(@Nullable String rule) {
        String path = WorkbenchSignIn.BEGIN + "/" + Provider.ID;
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        if (rule != null) {
            request.setParameter("rule", rule);
        }
        return request;
    }

    private static String arrivedAt(HttpSession session) throws ServletException, IOException {
        MockHttpServletRequest callback = new MockHttpServletRequest("GET", WorkbenchSignIn.CALLBACK + Provider.ID);
        callback.setSession(session);
        MockHttpServletResponse response = new MockHttpServletResponse();
        SignInAgain.arrival().onAuthenticationSuccess(callback, response, new TestingAuthenticationToken("staff", ""));
        return Objects.requireNonNull(response.getRedirectedUrl());
    }
}
