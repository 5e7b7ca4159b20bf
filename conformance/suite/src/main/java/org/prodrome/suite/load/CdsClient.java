package org.prodrome.suite.load;

import com.nimbusds.jose.JOSEException;
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
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A CDS client with a key of its own, which it publishes on loopback. */
public final class CdsClient implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ECKey key;
    private final HttpServer server;
    private final CountDownLatch end;
    private final Clock clock = Clock.systemUTC();

    private CdsClient(ECKey key, HttpServer server, CountDownLatch end) {
        this.key = key;
        this.server = server;
        this.end = end;
    }

    private static void hang(HttpExchange exchange, CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /** The FHIR server of this client: it takes every request and answers none. */
    URI hangingServer() {
        return URI.create(iss() + "/fhir");
    }

    public static CdsClient start() throws IOException {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_384)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            CountDownLatch end = new CountDownLatch(1);
            server.createContext("/fhir", exchange -> hang(exchange, end));
            server.start();
            return new CdsClient(key, server, end);
        } catch (JOSEException e) {
            throw new IOException("no key", e);
        }
    }

    public String iss() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI jwks() {
        return URI.create(iss() + "/jwks.json");
    }

    /** The app's configuration with this client as the only one, for tests: it takes its time where the machine is slow. */
    public String configuration() {
        return siteConfiguration() + """
                  deadlines:
                    hook: 30s
                    hook-fetch: 10s
                    order-model: 10s
                """;
    }

    /** The same with the deadlines of a site. */
    String siteConfiguration() {
        return """
                prodrome:
                  base-url: ${PRODROME_BASE_URL}
                  pilot-users: ["*"]
                  issuers:
                    - issuer: %1$s/fhir
                      name: Bench
                      client-id: bench
                      loopback-http: true
                      frame-origin: %1$s
                      scopes: [launch, openid, fhirUser, "patient/*.rs"]
                      cds-client:
                        iss: %1$s
                        jwks: %2$s
                """.formatted(iss(), jwks());
    }

    /** A fresh signed JWT for an endpoint. */
    public String token(URI endpoint) {
        return token(
                endpoint.toString(), Instant.now(clock), LIFE, UUID.randomUUID().toString());
    }

    /** A signed JWT with everything given, right or wrong. */
    public String token(String audience, Instant issued, Duration life, String jti) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES384)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .jwkURL(jwks())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(iss())
                            .audience(audience)
                            .issueTime(Date.from(issued))
                            .expirationTime(Date.from(issued.plus(life)))
                            .jwtID(jti)
                            .build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
