package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.prodrome.suite.spec.cdshooks.Credentials.Odd;

/** Whom the service answers (CDS Hooks 2.0, "Trusting CDS Clients", "JWT Signing Algorithm"). */
final class AdmissionRules {

    private AdmissionRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("a client is known by its signed JWT", trial -> admits(trial, Odd.NOTHING), 176)
                        .brokenBy(AdmissionBreach.REFUSES_EVERYBODY),
                Rule.of("what is no JWT proves nothing", AdmissionRules::refusesWhatIsNoJwt, 176)
                        .brokenBy(AdmissionBreach.ADMITS_WHAT_IS_NO_JWT),
                Rule.of(
                                "a key that isn't the client's proves nothing",
                                trial -> refuses(trial, Odd.UNKNOWN_KEY, "signature"),
                                176)
                        .brokenBy(AdmissionBreach.ADMITS_UNKNOWN_KEYS),
                Rule.of(
                                "a JWT for another endpoint is refused",
                                trial -> refuses(trial, Odd.OTHER_AUDIENCE, "aud"),
                                176)
                        .brokenBy(AdmissionBreach.ADMITS_OTHER_AUDIENCES),
                Rule.of("an expired JWT is refused", trial -> refuses(trial, Odd.EXPIRED, "exp"), 176)
                        .brokenBy(AdmissionBreach.ADMITS_EXPIRED_TOKENS),
                Rule.of("a JWT that lives for hours is refused", trial -> refuses(trial, Odd.LONG_LIVED, "iat"), 176)
                        .brokenBy(AdmissionBreach.ADMITS_LONG_LIVED_TOKENS),
                Rule.of("a JWT without jti is refused", trial -> refuses(trial, Odd.NO_JTI, "jti"), 176)
                        .brokenBy(AdmissionBreach.ADMITS_TOKENS_WITHOUT_JTI),
                Rule.of("a JWT is good for one call", AdmissionRules::refusesReplays, 176)
                        .brokenBy(AdmissionBreach.ADMITS_TOKENS_TWICE),
                Rule.of("nobody is answered without a JWT, wherever they call", AdmissionRules::refusesStrangers, 177)
                        .brokenBy(AdmissionBreach.ADMITS_WITHOUT_TOKEN),
                Rule.of("an unknown issuer is refused", trial -> refuses(trial, Odd.UNKNOWN_ISSUER, "iss"), 195)
                        .brokenBy(AdmissionBreach.ADMITS_UNKNOWN_ISSUERS),
                Rule.of("another key address is refused", trial -> refuses(trial, Odd.OTHER_KEY_ADDRESS, "jku"), 195)
                        .brokenBy(AdmissionBreach.ADMITS_OTHER_KEY_ADDRESSES),
                Rule.of("without jku the known keys count", trial -> admits(trial, Odd.NO_KEY_ADDRESS), 199)
                        .brokenBy(AdmissionBreach.REFUSES_WITHOUT_KEY_ADDRESS),
                Rule.of("an unsigned JWT is refused", trial -> refuses(trial, Odd.UNSIGNED, ""), 201)
                        .brokenBy(AdmissionBreach.ADMITS_UNSIGNED_TOKENS),
                Rule.of("a shared secret is refused", trial -> refuses(trial, Odd.SHARED_SECRET, "signature"), 203)
                        .brokenBy(AdmissionBreach.ADMITS_SHARED_SECRETS),
                Rule.of("ES384 is taken", trial -> admits(trial, Odd.NOTHING), 205)
                        .brokenBy(AdmissionBreach.REFUSES_ES384),
                Rule.of("RS384 is taken", trial -> admits(trial, Odd.SIGNED_BY_RSA), 205)
                        .brokenBy(AdmissionBreach.REFUSES_RS384));
    }

    private static Answer discoverWith(Trial trial, Odd odd) {
        var asked = new Asked("GET", Asked.DISCOVERY, null, "");
        var credentials = trial.hospital.credentials;
        return trial.hospital.send(asked.withToken(credentials.token(credentials.endpoint(asked), odd)));
    }

    private static void admits(Trial trial, Odd odd) {
        var answer = discoverWith(trial, odd);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** @param named the claim that the refusal must name */
    private static void refuses(Trial trial, Odd odd, String named) {
        isRefused(discoverWith(trial, odd), named);
    }

    private static void isRefused(Answer answer, String named) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("issue").path(0).path("diagnostics").stringValue(""))
                .contains(named);
    }

    private static void refusesWhatIsNoJwt(Trial trial) {
        isRefused(trial.hospital.send(new Asked("GET", Asked.DISCOVERY, "Bearer opaque", "")), "JWT");
    }

    private static void refusesReplays(Trial trial) {
        discoverWith(trial, Odd.REPEATED_JTI);
        refuses(trial, Odd.REPEATED_JTI, "jti");
    }

    private static void refusesStrangers(Trial trial) {
        var call = trial.endpoint("order-sign");
        assertThat(Stream.of(
                        new Asked("GET", Asked.DISCOVERY, null, ""),
                        new Asked(
                                "POST", call, null, trial.request("order-sign").toString()),
                        new Asked("POST", call + "/feedback", null, "{\"feedback\":[]}")))
                .allSatisfy(asked -> isRefused(trial.hospital.send(asked), "JWT"));
    }
}
