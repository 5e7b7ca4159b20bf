package org.prodrome.suite.load;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * The same launch written on Nimbus's OAuth 2.0 SDK alone: what an app does without a SMART library. Discovery and keys are read
 * once, as ours keeps them; of SMART's rules it checks none.
 */
final class NimbusLaunch implements Launch {
    private static final int ASSERTION_SECONDS = 60;

    private final BenchEhr ehr;
    private final URI callback;
    private final ECKey key;
    private final OIDCProviderMetadata metadata;
    private final URI authorize;
    private final URI token;
    private final IDTokenValidator idTokens;
    private final ClientID client = new ClientID(LaunchBench.CLIENT);
    private long waited;

    NimbusLaunch(BenchEhr ehr, URI app, ECKey key) throws Exception {
        this.ehr = ehr;
        this.callback = app.resolve("/launch/callback");
        this.key = key;
        this.metadata = OIDCProviderMetadata.resolve(new Issuer(ehr.fhirBase()));
        this.authorize = metadata.getAuthorizationEndpointURI();
        this.token = metadata.getTokenEndpointURI();
        var algorithm = metadata.getIDTokenJWSAlgs().getFirst();
        this.idTokens = new IDTokenValidator(
                metadata.getIssuer(),
                client,
                algorithm,
                JWKSet.load(metadata.getJWKSetURI().toURL()));
    }

    static ECKey newKey() throws Exception {
        return new ECKeyGenerator(Curve.P_384)
                .keyID("peer")
                .algorithm(JWSAlgorithm.ES384)
                .generate();
    }

    @Override
    public void run(String handle) throws Exception {
        var state = new State();
        var nonce = new Nonce();
        var verifier = new CodeVerifier();
        var request = new AuthenticationRequest.Builder(
                        com.nimbusds.oauth2.sdk.ResponseType.CODE, Scope.parse(LaunchBench.SCOPES), client, callback)
                .endpointURI(authorize)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter("launch", handle)
                .customParameter("aud", ehr.fhirBase().toString())
                .build();
        long start = System.nanoTime();
        URI redirect = ehr.authorized(request.toURI());
        waited = System.nanoTime() - start;
        var response = AuthorizationResponse.parse(redirect).toSuccessResponse();
        if (!state.equals(response.getState())) {
            throw new IllegalStateException("expected the state that was sent, got another");
        }
        exchange(response.getAuthorizationCode(), verifier, nonce);
    }

    private void exchange(AuthorizationCode code, CodeVerifier verifier, Nonce nonce) throws Exception {
        var request = new TokenRequest.Builder(
                        token, new PrivateKeyJWT(assertion()), new AuthorizationCodeGrant(code, callback, verifier))
                .build()
                .toHTTPRequest();
        request.setFollowRedirects(false);
        long start = System.nanoTime();
        HTTPResponse answer = request.send();
        waited += System.nanoTime() - start;
        var tokens = OIDCTokenResponseParser.parse(answer).toSuccessResponse();
        idTokens.validate(
                com.nimbusds.jwt.JWTParser.parse(
                        String.valueOf(tokens.toJSONObject().get("id_token"))),
                nonce);
    }

    /** Signed by hand, since the SDK leaves out {@code typ}, which SMART asks for. */
    private SignedJWT assertion() throws Exception {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(client.getValue())
                .subject(client.getValue())
                .audience(token.toString())
                .expirationTime(Date.from(now.plusSeconds(ASSERTION_SECONDS)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new ECDSASigner(key));
        return jwt;
    }

    @Override
    public long takeWaited() {
        return waited;
    }
}
