package org.prodrome.suite.spec.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of a CDS client, which it publishes on loopback, and its JWTs: right ones and wrong ones. */
final class Credentials implements AutoCloseable {

    /** The key id of a key that isn't published. */
    static final String FOREIGN = "foreign";

    /** The one {@code jti} that this client uses more than once. */
    static final String REPEATED = "used-before";

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int RSA_BITS = 2048;
    private static final int SECRET_BYTES = 48;

    private final ECKey elliptic;
    private final RSAKey rsa;
    private final ECKey foreign;
    private final HttpServer server;
    private URI service = URI.create("http://127.0.0.1");

    /** What is different in a JWT. */
    enum Odd {
        NOTHING,
        SIGNED_BY_RSA,
        NO_KEY_ADDRESS,
        UNSIGNED,
        SHARED_SECRET,
        UNKNOWN_KEY,
        UNKNOWN_ISSUER,
        OTHER_KEY_ADDRESS,
        OTHER_AUDIENCE,
        EXPIRED,
        LONG_LIVED,
        NO_JTI,
        REPEATED_JTI
    }

    Credentials() throws IOException {
        try {
            elliptic = elliptic(UUID.randomUUID().toString());
            foreign = elliptic(FOREIGN);
            rsa = new RSAKeyGenerator(RSA_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS384)
                    .generate();
        } catch (JOSEException e) {
            throw new IOException("no keys", e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(List.of(elliptic.toPublicJWK(), rsa.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    private static ECKey elliptic(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_384)
                .keyID(id)
                .algorithm(JWSAlgorithm.ES384)
                .generate();
    }

    /** Says where the service is, whose endpoints are the audience. */
    Credentials forServiceAt(URI address) {
        service = address;
        return this;
    }

    String iss() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI jwks() {
        return URI.create(iss() + "/jwks.json");
    }

    String endpoint(Asked asked) {
        return service + asked.path();
    }

    /** A right and fresh JWT. */
    String token(String endpoint) {
        return token(endpoint, Odd.NOTHING);
    }

    /** A JWT that is odd in one way. */
    String token(String endpoint, Odd odd) {
        var claims = claims(endpoint, odd);
        try {
            return switch (odd) {
                case UNSIGNED -> new PlainJWT(claims).serialize();
                case SHARED_SECRET ->
                    signed(
                            JWSAlgorithm.HS384,
                            elliptic.getKeyID(),
                            jwks(),
                            claims,
                            new MACSigner(new byte[SECRET_BYTES]));
                case SIGNED_BY_RSA -> signed(JWSAlgorithm.RS384, rsa.getKeyID(), jwks(), claims, new RSASSASigner(rsa));
                case UNKNOWN_KEY -> signed(JWSAlgorithm.ES384, FOREIGN, jwks(), claims, new ECDSASigner(foreign));
                case OTHER_KEY_ADDRESS ->
                    signed(
                            JWSAlgorithm.ES384,
                            elliptic.getKeyID(),
                            URI.create(iss() + "/other.json"),
                            claims,
                            new ECDSASigner(elliptic));
                case NO_KEY_ADDRESS ->
                    signed(JWSAlgorithm.ES384, elliptic.getKeyID(), null, claims, new ECDSASigner(elliptic));
                case NOTHING, UNKNOWN_ISSUER, OTHER_AUDIENCE, EXPIRED, LONG_LIVED, NO_JTI, REPEATED_JTI ->
                    signed(JWSAlgorithm.ES384, elliptic.getKeyID(), jwks(), claims, new ECDSASigner(elliptic));
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("the JWT could not be signed", e);
        }
    }

    private JWTClaimsSet claims(String endpoint, Odd odd) {
        var now = Instant.now();
        var issued = odd == Odd.EXPIRED ? now.minus(LIFE.multipliedBy(3)) : now;
        var life = odd == Odd.LONG_LIVED ? Duration.ofHours(2) : LIFE;
        return new JWTClaimsSet.Builder()
                .issuer(odd == Odd.UNKNOWN_ISSUER ? "http://127.0.0.1:1" : iss())
                .audience(odd == Odd.OTHER_AUDIENCE ? service + "/cds-services/another" : endpoint)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(life)))
                .jwtID(jti(odd))
                .build();
    }

    private static @Nullable String jti(Odd odd) {
        return switch (odd) {
            case NO_JTI -> null;
            case REPEATED_JTI -> REPEATED;
            default -> UUID.randomUUID().toString();
        };
    }

    private static String signed(
            JWSAlgorithm algorithm, String keyId, @Nullable URI jku, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        var header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .jwkURL(jku)
                .build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
