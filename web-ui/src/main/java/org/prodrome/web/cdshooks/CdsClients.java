package org.prodrome.web.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/**
 * Tells which EHR calls, by the signed JWT it must send on every call (CDS Hooks 2.0, "Trusting CDS Clients").
 *
 * <p>Keys come from the address in the configuration, never from the JWT; no "none", no HMAC; each {@code jti} once.
 */
@Component
final class CdsClients {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(16);
    private static final Duration SKEW = Duration.ofSeconds(60);
    /** Keys that were read serve on while their address does not answer: an order must not go unchecked for that. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private static final String USED = "jti: expected a fresh one, got one used before";

    private final ProdromeSettings settings;
    private final UsedJtis used;
    private final Clock clock;
    private final Map<String, DefaultJWTProcessor<SecurityContext>> processors = new HashMap<>();
    /** Clients whose keys could not be read when they were last asked for. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    CdsClients(ProdromeSettings settings, UsedJtis used, Clock clock) {
        this.settings = settings;
        this.used = used;
        this.clock = clock;
        settings.issuers().stream()
                .map(IssuerSettings::cdsClient)
                .filter(client -> client != null)
                .forEach(client -> processors.put(client.iss(), processor(client)));
    }

    /**
     * Whose client a token claims to be of; nothing is verified.
     *
     * @param authorization the Authorization header, or null
     * @throws ClientRefused where there is no signed JWT, or it names no configured client
     */
    PresentedToken presented(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new ClientRefused("expected a signed JWT as bearer token, got none");
        }
        SignedJWT token = parse(authorization.substring(7).strip());
        JWTClaimsSet unverified = claims(token);
        String iss = unverified.getIssuer() == null ? "" : unverified.getIssuer();
        IssuerSettings issuer = settings.issuerOfCdsClient(iss)
                .orElseThrow(() -> new ClientRefused("iss: expected a registered CDS client, got another"));
        return new PresentedToken(token, issuer, java.util.Objects.requireNonNull(issuer.cdsClient()));
    }

    /**
     * Whose client signed the token, by everything but whether the token is fresh.
     *
     * @param endpoint the URL that was called, as the audience must name it
     * @throws ClientRefused when anything about the token is not as it must be
     * @throws KeysUnreadable when it cannot be told, since the client's keys could not be read
     */
    Caller verify(PresentedToken presented, String endpoint) {
        SignedJWT token = presented.token();
        CdsClientSettings client = presented.client();
        String iss = client.iss();
        checkHeader(token);
        checkKeyAddress(token, client);
        JWTClaimsSet verified = verify(token, client);
        checkAudience(verified.getAudience(), client, endpoint);
        Instant expiry = checkTimes(verified);
        @Nullable String jti = verified.getJWTID();
        if (jti == null || jti.isBlank()) {
            throw new ClientRefused("jti: expected one");
        }
        if (used.isKnown(iss, jti)) { // before its body is read; whether it is the first use is decided later
            throw new ClientRefused(USED);
        }
        return new Caller(presented.issuer(), iss, jti, expiry.plus(SKEW));
    }

    /**
     * Uses the token up.
     *
     * @throws ClientRefused when it was used before
     */
    void use(Caller caller) {
        if (!used.markUsed(caller.iss(), caller.jti(), caller.expiry())) {
            throw new ClientRefused(USED);
        }
    }

    /** The token is as fresh as before: its call was not answered, and may come again. */
    void free(Caller caller) {
        used.free(caller.iss(), caller.jti());
    }

    private static SignedJWT parse(String text) {
        try {
            return SignedJWT.parse(text);
        } catch (ParseException notSigned) {
            throw new ClientRefused("expected a signed JWT, got something else");
        }
    }

    private static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException notClaims) {
            throw new ClientRefused("expected JWT claims, got something else");
        }
    }

    private static void checkHeader(SignedJWT token) {
        if (!JOSEObjectType.JWT.equals(token.getHeader().getType())) {
            throw new ClientRefused("typ: expected JWT, got another or none");
        }
        @Nullable String kid = token.getHeader().getKeyID();
        if (kid == null || kid.isBlank()) {
            throw new ClientRefused("kid: expected one");
        }
    }

    private static void checkKeyAddress(SignedJWT token, CdsClientSettings client) {
        @Nullable URI jku = token.getHeader().getJWKURL();
        if (jku != null && !jku.equals(client.jwks())) {
            throw new ClientRefused("jku: expected the registered key address, got another");
        }
    }

    private JWTClaimsSet verify(SignedJWT token, CdsClientSettings client) {
        try {
            JWTClaimsSet claims = java.util.Objects.requireNonNull(processors.get(client.iss()))
                    .process(token, null);
            unreadable.remove(client.iss());
            return claims;
        } catch (RateLimitReachedException lookedUpJustNow) {
            // an unknown key makes us look again, seldom: a stranger's guesses are no outage
            if (unreadable.contains(client.iss())) {
                throw new KeysUnreadable();
            }
            throw unsigned();
        } catch (KeySourceException unreachable) {
            unreadable.add(client.iss());
            throw new KeysUnreadable();
        } catch (BadJOSEException | JOSEException refused) {
            throw unsigned();
        }
    }

    private static ClientRefused unsigned() {
        return new ClientRefused("signature: expected one by a registered key with an allowed algorithm");
    }

    private static void checkAudience(List<String> audience, CdsClientSettings client, String endpoint) {
        boolean ours = audience.stream()
                .anyMatch(
                        aud -> aud.equals(endpoint) || client.audienceAliases().contains(aud));
        if (!ours) {
            throw new ClientRefused("aud: expected the URL of this endpoint, got another");
        }
    }

    private Instant checkTimes(JWTClaimsSet claims) {
        @Nullable Date exp = claims.getExpirationTime();
        @Nullable Date iat = claims.getIssueTime();
        if (exp == null || iat == null) {
            throw new ClientRefused("exp, iat: expected both");
        }
        Instant now = Instant.now(clock);
        Instant expiry = exp.toInstant();
        if (expiry.plus(SKEW).isBefore(now)) {
            throw new ClientRefused("exp: expected a time to come");
        }
        if (expiry.isBefore(iat.toInstant())) {
            throw new ClientRefused("exp: expected a time after iat");
        }
        @Nullable Date nbf = claims.getNotBeforeTime();
        if (nbf != null && nbf.toInstant().isAfter(now.plus(SKEW))) {
            throw new ClientRefused("nbf: expected a past time");
        }
        if (iat.toInstant().isAfter(now.plus(SKEW))
                || Duration.between(iat.toInstant(), expiry).compareTo(LONGEST_LIFE) > 0) {
            throw new ClientRefused("iat: expected a past time, and a life of 15 minutes at most");
        }
        return expiry;
    }

    private static DefaultJWTProcessor<SecurityContext> processor(CdsClientSettings client) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        processor.setJWSVerifierFactory(Signatures.verifiers());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(client)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static JWKSource<SecurityContext> keys(CdsClientSettings client) {
        try {
            return JWKSourceBuilder.create(client.jwks().toURL(), new KeysWithoutRedirects())
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("cds-client.jwks: expected a URL", e);
        }
    }
}
