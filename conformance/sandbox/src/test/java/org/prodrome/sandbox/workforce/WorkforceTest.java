package org.prodrome.sandbox.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.smart.ClientAuthentication;
import org.prodrome.sandbox.smart.ClientRegistration;

/** The staff's sign-in takes nothing that OpenID Connect does not allow, and less. */
@ExtendWith(SandboxExtension.class)
class WorkforceTest {
    private static final String CLIENT = "rules-app";
    private static final String BACK = "http://127.0.0.1:1/callback";
    private static final String NONCE = "n".repeat(22);
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

    private final TestApp app;

    WorkforceTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void register() {
        app.sandbox()
                .workforceClients()
                .register(new ClientRegistration(
                        CLIENT,
                        "Rules <app>",
                        new ClientAuthentication.Secret(TestApp.SECRET),
                        URI.create("http://127.0.0.1:1/rules"),
                        Set.of(BACK),
                        Set.of()));
    }

    @Test
    void saysWhoSignedInAndWhatTheyMayDo() throws Exception {
        SignedJWT token = SignedJWT.parse(TestApp.json(exchange(code(), TestApp.VERIFIER))
                .required("id_token")
                .asString());

        JWKSet keys = JWKSet.parse(app.get("/workforce/jwks").body());
        assertThat(token.verify(new RSASSAVerifier(keys.getKeys().getFirst().toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(app.sandbox().origin() + "/workforce");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(CLIENT);
        assertThat(token.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo(NONCE);
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).isEqualTo(List.of("rules-authors"));
    }

    @Test
    void itsKeysAreNotTheEhrs() {
        assertThat(app.get("/workforce/jwks").body()).isNotEqualTo(app.get("/auth/jwks").body());
    }

    @Test
    void anEhrsAppIsNoClientOfItAndTheOtherWayRound() {
        Map<String, String> asked = asked();
        asked.put("client_id", "open-app");
        asked.put("redirect_uri", app.redirectUri());
        assertThat(authorize(asked).statusCode()).isEqualTo(400);

        Map<String, String> atEhr = app.authorization("openid");
        atEhr.put("client_id", CLIENT);
        assertThat(app.authorize(atEhr).statusCode()).isEqualTo(400);
    }

    @Test
    void goesNowhereButToARegisteredAddress() {
        Map<String, String> asked = asked();
        asked.put("redirect_uri", BACK + "/more");

        assertThat(authorize(asked).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, profile, invalid_scope",
        "scope, openid everything, invalid_scope",
        "state, short, invalid_request",
        "nonce, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge, short, invalid_request",
        "response_mode, fragment, invalid_request",
    })
    void sendsAWrongRequestBackWithItsReason(String parameter, String value, String error) {
        Map<String, String> asked = asked();
        asked.put(parameter, value);

        assertThat(app.query(authorize(asked))).containsEntry("error", error);
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = code();
        assertThat(exchange(code, TestApp.VERIFIER).statusCode()).isEqualTo(200);

        assertThat(exchange(code, TestApp.VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeIsSpentByAWrongVerifier() {
        String code = code();
        assertThat(exchange(code, "w".repeat(43)).statusCode()).isEqualTo(400);

        assertThat(exchange(code, TestApp.VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void aClientMustProveItself() {
        Map<String, String> form = form(code(), TestApp.VERIFIER);
        form.put("client_id", CLIENT);

        assertThat(app.post("/workforce/token", TestApp.form(form)).statusCode())
                .isEqualTo(401);
        assertThat(app.post("/workforce/token", form(code(), TestApp.VERIFIER), TestApp.basic(CLIENT, "another"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aClientsNameIsTextOnThePage() {
        assertThat(authorize(asked()).body()).contains("Rules &lt;app&gt;").doesNotContain("Rules <app>");
    }

    @Test
    void afterSignOutItGoesBackToARegisteredAddressOnly() {
        String end = "/workforce/end-session?client_id=" + CLIENT + "&post_logout_redirect_uri=";

        assertThat(app.get(end + "http://127.0.0.1:1/rules").headers().firstValue("Location"))
                .contains("http://127.0.0.1:1/rules");
        assertThat(app.get(end + "http://127.0.0.1:1/elsewhere").statusCode()).isEqualTo(400);
    }

    private static Map<String, String> asked() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", CLIENT);
        parameters.put("redirect_uri", BACK);
        parameters.put("scope", "openid profile groups");
        parameters.put("state", TestApp.STATE);
        parameters.put("nonce", NONCE);
        parameters.put("code_challenge", TestApp.challenge(TestApp.VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    private HttpResponse<String> authorize(Map<String, String> parameters) {
        return app.get("/workforce/authorize?" + TestApp.form(parameters));
    }

    private String code() {
        var request = REQUEST.matcher(authorize(asked()).body());
        assertThat(request.find()).isTrue();
        Map<String, String> answer =
                Map.of("request", request.group(1), "employee", "staff-1001", "answer", "sign-in");
        Map<String, String> back = app.query(app.post("/workforce/sign-in", TestApp.form(answer)));
        assertThat(back).containsEntry("state", TestApp.STATE);
        return back.getOrDefault("code", "");
    }

    private HttpResponse<String> exchange(String code, String verifier) {
        return app.post("/workforce/token", form(code, verifier), TestApp.basic(CLIENT, TestApp.SECRET));
    }

    private static Map<String, String> form(String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", BACK);
        form.put("code_verifier", verifier);
        return form;
    }
}
