package org.prodrome.suite.spec.cdshooks;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** A service that lets in whom it should not, or refuses whom it should let in. */
enum AdmissionBreach implements Breach {
    ADMITS_WITHOUT_TOKEN(Lax.of(request -> request.asked().authorization() == null)),
    ADMITS_WHAT_IS_NO_JWT(
            Lax.of(request -> request.token().isEmpty() && request.asked().authorization() != null)),
    ADMITS_UNSIGNED_TOKENS(Lax.of(request -> request.algorithm().equals("none"))),
    ADMITS_SHARED_SECRETS(Lax.of(request -> request.algorithm().startsWith("HS"))),
    ADMITS_UNKNOWN_KEYS(Lax.of(Request::isByAForeignKey)),
    ADMITS_UNKNOWN_ISSUERS(Lax.of(Request::namesAnotherIssuer)),
    ADMITS_OTHER_KEY_ADDRESSES(Lax.of(Request::namesAnotherKeyAddress)),
    ADMITS_OTHER_AUDIENCES(Lax.of(Request::isForAnotherEndpoint)),
    ADMITS_EXPIRED_TOKENS(Lax.of(Request::isExpired)),
    ADMITS_LONG_LIVED_TOKENS(Lax.of(request -> request.life().compareTo(Duration.ofHours(1)) > 0)),
    ADMITS_TOKENS_WITHOUT_JTI(
            Lax.of(request -> request.token().isPresent() && request.claims().getJWTID() == null)),
    ADMITS_TOKENS_TWICE(
            Lax.of(request -> Credentials.REPEATED.equals(request.claims().getJWTID()))),
    REFUSES_ES384(Strict.of(request -> request.algorithm().equals("ES384"))),
    REFUSES_RS384(Strict.of(request -> request.algorithm().equals("RS384"))),
    REFUSES_WITHOUT_KEY_ADDRESS(Strict.of(request -> request.keyAddress().isEmpty())),
    REFUSES_EVERYBODY(Strict.of(request -> true));

    private final Admission admission;

    AdmissionBreach(Admission admission) {
        this.admission = admission;
    }

    @Override
    public Asked asked(Asked asked, Credentials credentials) {
        var request = new Request(asked, credentials);
        if (!admission.concerns().test(request)) {
            return asked;
        }
        return switch (admission) {
            case Lax _ -> asked.withToken(credentials.token(credentials.endpoint(asked)));
            case Strict _ -> asked.withoutToken();
        };
    }

    /** Whose admission is wrong. */
    private sealed interface Admission {
        Predicate<Request> concerns();
    }

    /** Lets these in, as if they had come with a right token. */
    private record Lax(Predicate<Request> concerns) implements Admission {
        static Lax of(Predicate<Request> concerns) {
            return new Lax(concerns);
        }
    }

    /** Sends these away, as if they had come without one. */
    private record Strict(Predicate<Request> concerns) implements Admission {
        static Strict of(Predicate<Request> concerns) {
            return new Strict(concerns);
        }
    }

    /** A request beside what would be right. */
    private record Request(Asked asked, Credentials credentials) {
        Optional<JWT> token() {
            return asked.token();
        }

        String algorithm() {
            return token().map(jwt -> jwt.getHeader().getAlgorithm())
                    .map(Algorithm::getName)
                    .orElse("");
        }

        JWTClaimsSet claims() {
            try {
                var token = token();
                return token.isPresent() ? token.get().getJWTClaimsSet() : new JWTClaimsSet.Builder().build();
            } catch (ParseException notClaims) {
                throw new AssertionError("this client sends claims", notClaims);
            }
        }

        Optional<String> keyAddress() {
            return header().map(JWSHeader::getJWKURL).map(Object::toString);
        }

        boolean namesAnotherIssuer() {
            return token().isPresent() && !credentials.iss().equals(claims().getIssuer());
        }

        boolean isForAnotherEndpoint() {
            return token().isPresent() && !claims().getAudience().contains(credentials.endpoint(asked));
        }

        boolean namesAnotherKeyAddress() {
            return keyAddress()
                    .filter(url -> !url.equals(credentials.jwks().toString()))
                    .isPresent();
        }

        boolean isByAForeignKey() {
            return header().filter(header -> Credentials.FOREIGN.equals(header.getKeyID()))
                    .isPresent();
        }

        boolean isExpired() {
            var expiry = claims().getExpirationTime();
            return expiry != null && expiry.toInstant().isBefore(Instant.now());
        }

        Duration life() {
            var claims = claims();
            return claims.getExpirationTime() == null
                    ? Duration.ZERO
                    : Duration.between(
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant());
        }

        private Optional<JWSHeader> header() {
            return token().map(JWT::getHeader)
                    .filter(JWSHeader.class::isInstance)
                    .map(JWSHeader.class::cast);
        }
    }
}
