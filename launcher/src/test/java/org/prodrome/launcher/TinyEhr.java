package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A peer that speaks just enough SMART to complete a launch, and that a test can make wrong in one respect. */
final class TinyEhr implements AutoCloseable {
    static final RSAKey RSA = rsa("ehr-rsa");
    static final RSAKey OTHER_RSA = rsa("ehr-rsa");
    static final ECKey EC = ec();

    private final HttpServer server;
    private final Clock clock;
    /** Bodies of the JSON documents, by path; a test changes fields, or the whole answer with {@link #answers}. */
    final Map<String, Object> discovery = new HashMap<>();

    final Map<String, Object> openid = new HashMap<>();
    final Map<String, Object> token = new LinkedHashMap<>();
    final Map<String, Object> introspection = new LinkedHashMap<>();
    final List<JWK> keys = new CopyOnWriteArrayList<>(List.of(RSA.toPublicJWK()));
    final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    /** The Authorization header of each form, in the same order; empty where there was none. */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    TinyEhr(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        discovery.put("issuer", origin());
        discovery.put("jwks_uri", origin() + "/jwks");
        discovery.put("authorization_endpoint", origin() + "/authorize");
        discovery.put("token_endpoint", origin() + "/token");
        discovery.put("revocation_endpoint", origin() + "/revoke");
        discovery.put("introspection_endpoint", origin() + "/introspect");
        discovery.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        discovery.put("code_challenge_methods_supported", List.of("S256"));
        discovery.put("capabilities", List.of("launch-ehr", "sso-openid-connect", "permission-v2"));
        openid.put("issuer", origin());
        openid.put("jwks_uri", origin() + "/jwks");
        token.put("access_token", "access-1");
        token.put("token_type", "Bearer");
        token.put("expires_in", 300);
        token.put("refresh_token", "refresh-1");
        token.put("scope", TestLaunches.SCOPES);
        token.put("patient", "pat-1");
        token.put("encounter", "enc-1");
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI fhirBase() {
        return URI.create(origin() + "/fhir");
    }

    /** An id_token as a right server would issue it, for a test to spoil. */
    JWTClaimsSet.Builder claims(String nonce) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(origin())
                .audience("prodrome")
                .subject("user-1")
                .claim("nonce", nonce)
                .claim("fhirUser", "Practitioner/dr-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                key);
    }

    static String signed(JWTClaimsSet claims, JWSHeader header, JWK key) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    long requestsTo(String path) {
        return requests.stream().filter(path::equals).count();
    }

    static Answer text(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(path);
            if (exchange.getRequestMethod().equals("POST")) {
                var authorization = exchange.getRequestHeaders().getFirst("Authorization");
                authorizations.add(authorization == null ? "" : authorization);
                forms.add(form(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            }
            answers.getOrDefault(path, usual(path)).to(exchange);
        }
    }

    private Answer usual(String path) {
        return switch (path) {
            case "/fhir/.well-known/smart-configuration" -> json(discovery);
            case "/.well-known/openid-configuration" -> json(openid);
            case "/jwks" -> text(200, new JWKSet(new ArrayList<>(keys)).toString(true));
            case "/token" -> json(token);
            case "/introspect" -> json(introspection);
            case "/revoke" -> text(200, "");
            default -> text(404, "");
        };
    }

    private static Answer json(Map<String, Object> body) {
        return text(200, JSONObjectUtils.toJSONString(body));
    }

    private static Map<String, String> form(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    private static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ehr-ec").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
