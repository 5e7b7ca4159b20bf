package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.fault.SmartDefect;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class IdentityTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private final TestApp app;

    IdentityTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({SMART + 198, SMART + 209, SMART + 210, SMART + 358})
    void signsIdTokensByAPublishedKeyForThisClientNonceAndUser() throws ParseException, JOSEException {
        SignedJWT token = idToken();
        var claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(isSignedByPublishedKey(token)).isTrue();
        assertThat(claims.getIssuer()).isEqualTo(app.sandbox().fhirBase());
        assertThat(claims.getAudience()).isEqualTo(List.of("open-app"));
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
        assertThat(claims.getStringClaim("fhirUser"))
                .isEqualTo(app.sandbox().fhirBase() + "/Practitioner/sandbox-clinician");
    }

    @Test
    @Requirement(SMART + 207)
    void publishesNoPrivateKey() {
        assertThat(app.get("/auth/jwks").body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    @Test
    @Requirement({SMART + 381, SMART + 382})
    void namesTheSameIssuerInBothDocuments() {
        JsonNode smart = TestApp.json(app.get("/fhir/.well-known/smart-configuration"));
        JsonNode openId = TestApp.json(app.get("/fhir/.well-known/openid-configuration"));
        assertThat(smart.path("issuer").asString())
                .isEqualTo(app.sandbox().fhirBase())
                .isEqualTo(openId.path("issuer").asString());
        assertThat(smart.path("jwks_uri").asString())
                .isEqualTo(openId.path("jwks_uri").asString());
    }

    @Test
    @Requirement({
        SMART + 285,
        SMART + 286,
        SMART + 287,
        SMART + 288,
        SMART + 289,
        SMART + 372,
        SMART + 373,
        SMART + 383,
        SMART + 384,
        SMART + 385,
        SMART + 393,
        SMART + 394
    })
    void describesItselfWithEveryRequiredField() {
        JsonNode smart = TestApp.json(app.get("/fhir/.well-known/smart-configuration"));
        assertThat(smart.propertyNames())
                .contains(
                        "issuer",
                        "jwks_uri",
                        "authorization_endpoint",
                        "token_endpoint",
                        "grant_types_supported",
                        "capabilities",
                        "code_challenge_methods_supported",
                        "scopes_supported",
                        "token_endpoint_auth_methods_supported",
                        "token_endpoint_auth_signing_alg_values_supported");
        assertThat(smart.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
    }

    @Test
    @Requirement({SMART + 14, SMART + 285, SMART + 288, SMART + 289, SMART + 348, SMART + 350, SMART + 351})
    void listsTheCapabilitySetsAndTheWaysToProveAClient() {
        JsonNode smart = TestApp.json(app.get("/fhir/.well-known/smart-configuration"));
        assertThat(smart.path("token_endpoint_auth_methods_supported").valueStream())
                .extracting(JsonNode::asString)
                .contains("private_key_jwt", "client_secret_basic");
        assertThat(smart.path("token_endpoint_auth_signing_alg_values_supported")
                        .valueStream())
                .extracting(JsonNode::asString)
                .contains("RS384", "ES384");
        assertThat(smart.path("capabilities").valueStream())
                .extracting(JsonNode::asString)
                .contains("launch-ehr", "launch-standalone", "client-public", "client-confidential-symmetric")
                .contains("client-confidential-asymmetric", "context-ehr-patient", "context-ehr-encounter")
                .contains("context-standalone-patient", "permission-patient", "permission-user", "sso-openid-connect");
    }

    @Test
    void breaksTheIdTokenOnlyWhereTheSwitchSays() throws ParseException, JOSEException {
        app.sandbox().faults().set(SmartDefect.BAD_SIGNATURE);
        assertThat(isSignedByPublishedKey(idToken())).isFalse();
        app.sandbox().faults().set(SmartDefect.WRONG_NONCE);
        assertThat(idToken().getJWTClaimsSet().getStringClaim("nonce")).isNotEqualTo("n-0S6_WzA2Mj");
        app.sandbox().faults().set(SmartDefect.WRONG_ISSUER);
        assertThat(idToken().getJWTClaimsSet().getIssuer())
                .isNotEqualTo(app.sandbox().fhirBase());
        app.sandbox().faults().clear();
        assertThat(isSignedByPublishedKey(idToken())).isTrue();
    }

    private SignedJWT idToken() throws ParseException {
        return SignedJWT.parse(app.tokens(TestApp.FULL_SCOPE).path("id_token").asString());
    }

    private boolean isSignedByPublishedKey(SignedJWT token) throws ParseException, JOSEException {
        RSAKey key = (RSAKey) JWKSet.parse(app.get("/auth/jwks").body())
                .getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new RSASSAVerifier(key));
    }
}
