package org.prodrome.sandbox.fault;

import java.time.Duration;

/** One way in which this EHR can be made to misbehave. */
public sealed interface Fault {

    /** Every FHIR answer waits this long. */
    record SlowFhir(Duration delay) implements Fault {}

    /** The next FHIR requests, so many of them, are answered 429 with Retry-After. */
    record RateLimit(int times, Duration retryAfter) implements Fault {}

    /** Every request for this resource type is answered 500. */
    record ServerError(String resourceType) implements Fault {}

    /** This scope is left out of every grant, as an administrator or a user might. */
    record MissingScope(String scope) implements Fault {}

    /** Access tokens issued before the switch was set are refused as expired; refreshed ones work. */
    record ExpiredTokens() implements Fault {}

    /** Every search finds nothing, except for the Patient. */
    record EmptyChart() implements Fault {}

    /** Every FHIR request is answered 503. */
    record FhirDown() implements Fault {}

    /** Next links lead to this origin instead of this EHR's own. */
    record NextLinkElsewhere(String origin) implements Fault {}

    /** Charts or exports are wrong in one way. */
    record Defective(RecordDefect defect) implements Fault {}

    /** Something goes wrong so many times. */
    record Interrupted(Interruption kind, int times) implements Fault {}

    /** The two endpoints that answer by OAuth errors. */
    enum Endpoint {
        AUTHORIZE,
        TOKEN
    }

    /** Every otherwise right request to this endpoint is refused by this error code (RFC 6749 sections 4.1.2.1, 5.2). */
    record OAuthRefusal(Endpoint endpoint, String code) implements Fault {}

    /** Discovery and the token endpoint wait this long. */
    record SlowSmart(Duration delay) implements Fault {}

    /** The authorization server breaks the standard in one place. */
    record Broken(SmartDefect defect) implements Fault {}

    /** Clients' assertions are taken by this algorithm only, as the standard lets a server do. */
    record OneAlgorithm(String name) implements Fault {}

    /** Discovery names another address in one of its fields, such as one without TLS. */
    record OtherEndpoint(String field, String url) implements Fault {}

    /** What clients send counts as if they had broken the standard in one place. */
    record Breached(ClientBreach breach) implements Fault {}
}
