package org.prodrome.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Validates id_tokens as OpenID Connect Core 3.1.3.7 asks; the clock may be a minute apart. */
record IdTokens(KeySets keySets, Clock clock) {
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** @param fhirUser the claim as it came, absolute or relative; null where there is none */
    record Identity(String subject, @Nullable String fhirUser) {
        @Override
        public String toString() {
            return "Identity[]";
        }
    }

    Identity validate(
            String idToken, IssuerRegistration registration, SmartConfiguration smart, @Nullable String nonce) {
        try {
            var signed = CompactJwt.parse(idToken);
            require(!CompactJwt.namesCriticalHeaders(signed), "no crit, as this app knows no extension", "one");
            requireType(signed.getHeader());
            verifySignature(signed, registration, smart);
            var claims = signed.getJWTClaimsSet();
            requireParties(claims, registration, smart);
            requireTimes(new JsonDocument(
                    signed.getPayload().toJSONObject(), "id_token", Clause.ID_TOKEN, LaunchException.Identity::new));
            require(
                    nonce != null && nonce.equals(claims.getStringClaim("nonce")),
                    "nonce: the one this launch sent",
                    "another or none");
            var subject = claims.getSubject();
            require(subject != null && !subject.isBlank(), "sub: a value", "none");
            return new Identity(subject == null ? "" : subject, claims.getStringClaim("fhirUser"));
        } catch (ParseException e) {
            // the parser's message may quote the token, so it isn't kept as a cause
            throw refused("a signed JWT with claims of the right types", "another form");
        }
    }

    /** Another kind of JWT of the same issuer, such as an access token, isn't taken for an id_token (RFC 8725 3.11). */
    private static void requireType(JWSHeader header) {
        require(header.getType() == null || JOSEObjectType.JWT.equals(header.getType()), "typ: JWT or none", "another");
    }

    private void verifySignature(SignedJWT signed, IssuerRegistration registration, SmartConfiguration smart) {
        var header = signed.getHeader();
        var algorithm = header.getAlgorithm();
        require(
                JWSAlgorithm.RS256.equals(algorithm) || JWSAlgorithm.ES256.equals(algorithm),
                "alg: RS256 or ES256",
                OAuthText.clean(algorithm.getName()));
        var key = keySets.find(registration, smart, keys -> VerifyingKeys.choose(keys, header))
                .orElseThrow(() -> refused("a key of the issuer for alg and kid", "none that fits, or several"));
        try {
            require(
                    signed.verify(VerifyingKeys.verifier(key)),
                    "a signature by the issuer's key",
                    "one that doesn't verify");
        } catch (JOSEException e) {
            throw new LaunchException.Identity(
                    Breach.of(Clause.ID_TOKEN, "a signature that can be checked", "none", e));
        }
    }

    private static void requireParties(JWTClaimsSet claims, IssuerRegistration registration, SmartConfiguration smart)
            throws ParseException {
        require(
                smart.issuer() != null && sameIssuer(smart.issuer(), claims.getIssuer(), registration),
                "iss: the issuer of smart-configuration",
                "another or none");
        var audience = claims.getAudience();
        require(audience.contains(registration.clientId()), "aud: this app's client id", "others or none");
        var party = claims.getStringClaim("azp");
        require(
                party == null ? audience.size() == 1 : party.equals(registration.clientId()),
                "azp: this app's client id where there are several audiences",
                party == null ? "none" : "another");
    }

    private static boolean sameIssuer(String named, @Nullable String claimed, IssuerRegistration registration) {
        if (claimed == null || !registration.tolerates(IssuerRegistration.Leniency.ISSUER_SLASH_DIFFERS)) {
            return named.equals(claimed);
        }
        return named.replaceFirst("/$", "").equals(claimed.replaceFirst("/$", ""));
    }

    private void requireTimes(JsonDocument claims) {
        var now = clock.instant();
        var expires = claims.time("exp");
        var issued = claims.time("iat");
        var notBefore = claims.time("nbf");
        require(
                expires != null && expires.isAfter(now.minus(SKEW)),
                "exp: a time to come",
                expires == null ? "none" : "a time past");
        var latest = now.plus(SKEW);
        require(
                issued != null && !issued.isAfter(latest),
                "iat: a time past",
                issued == null ? "none" : "a time to come");
        require(notBefore == null || !notBefore.isAfter(latest), "nbf: a time past", "a time to come");
    }

    private static void require(boolean holds, String expected, String arrived) {
        if (!holds) {
            throw refused(expected, arrived);
        }
    }

    private static LaunchException refused(String expected, String arrived) {
        return new LaunchException.Identity(Breach.of(Clause.ID_TOKEN, "id_token with " + expected, arrived));
    }
}
