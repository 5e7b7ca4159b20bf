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

/** A CDS client with a key of its own, which it publishes on loopback. */
public final class CdsClient implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ECKey key;
    private final HttpServer server;
    private final Clock clock = Clock.systemUTC();

    private CdsClient(ECKey key, HttpServer server) {
        this.key = key;
        this.server = server;
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
            server.start();
            return new CdsClient(key, server);
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

    /** The app's configuration with this client as the only one. */
    public String configuration() {
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
        server.stop(0);
    }
}
