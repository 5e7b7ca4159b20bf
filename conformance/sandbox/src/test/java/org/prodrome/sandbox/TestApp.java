package org.prodrome.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.smart.LaunchRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app as a test drives it: every request can be made right, or wrong in one place. */
public record TestApp(Sandbox sandbox, RSAKey rsa, ECKey ec, String redirectUri) {

    public static final String STATE = "s".repeat(22);
    public static final String VERIFIER = "v".repeat(43);
    /** Has characters that HTTP Basic needs encoded. */
    public static final String SECRET = "a secret:with+signs%";

    public static final String FULL_SCOPE = "launch openid fhirUser offline_access patient/*.cruds";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A launch on Ada by the sandbox's clinician. */
    public String launch(String clientId) {
        return sandbox.launches()
                .issue(LaunchRequest.of(clientId, "ada", "sandbox-clinician").withEncounter("ada-enc"))
                .launch();
    }

    /** A right authorization request of the public app. */
    public Map<String, String> authorization(String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "open-app");
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", scope);
        parameters.put("state", STATE);
        parameters.put("aud", sandbox.fhirBase());
        parameters.put("launch", launch("open-app"));
        parameters.put("nonce", "n-0S6_WzA2Mj");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    public HttpResponse<String> authorize(Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.origin() + "/auth/authorize?" + form(parameters))));
    }

    /** The query of the redirect that answers an authorization request. */
    public Map<String, String> redirected(Map<String, String> parameters) {
        return query(authorize(parameters));
    }

    public Map<String, String> query(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElseThrow();
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    /** A right token request of the public app for a code. */
    public Map<String, String> exchange(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("client_id", "open-app");
        parameters.put("code_verifier", VERIFIER);
        return parameters;
    }

    public HttpResponse<String> token(Map<String, String> parameters) {
        return post("/auth/token", form(parameters));
    }

    /** A whole launch of the public app; the token response. */
    public JsonNode tokens(String scope) {
        return json(token(exchange(redirected(authorization(scope)).getOrDefault("code", ""))));
    }

    public String accessToken(String scope) {
        return tokens(scope).required("access_token").asString();
    }

    /** A client_credentials request signed by this key, RS384 or ES384 by its kind; the answer's status. */
    public int backend(String clientId, JWK key, @Nullable URI jku) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "client_credentials");
        parameters.put("scope", "system/*.rs");
        parameters.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        parameters.put("client_assertion", assertion(clientId, key, jku));
        return token(parameters).statusCode();
    }

    private String assertion(String clientId, JWK key, @Nullable URI jku) {
        JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384;
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(sandbox.origin() + "/auth/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)))
                .build();
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .jwkURL(jku)
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key instanceof RSAKey rsaKey ? new RSASSASigner(rsaKey) : new ECDSASigner((ECKey) key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    public HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.origin() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Posts a form with an Authorization header. */
    public HttpResponse<String> post(String path, Map<String, String> form, String authorization) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.origin() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(form(form))));
    }

    /** HTTP Basic as RFC 6749 section 2.3.1 has it: both parts form-urlencoded. */
    public static String basic(String clientId, String secret) {
        String pair = URLEncoder.encode(clientId, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> fhir(String pathAndQuery, String token, String... headers) {
        return send(fhirRequest(pathAndQuery, token, headers));
    }

    public HttpResponse<String> fhirPost(String path, String body, String token, String... headers) {
        return send(fhirRequest(path, token, headers)
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> fhirPut(String path, String body, String token, String... headers) {
        return send(fhirRequest(path, token, headers)
                .header("Content-Type", "application/fhir+json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.origin() + path)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    public static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder fhirRequest(String pathAndQuery, String token, String... headers) {
        String url = pathAndQuery.startsWith("http") ? pathAndQuery : sandbox.fhirBase() + "/" + pathAndQuery;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.replace("|", "%7C")));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }
}
