package org.prodrome.launcher;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;

/** Rightly signed id_tokens that say something wrong (OpenID Connect Core 3.1.3.7). */
@Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@201", "hl7.fhir.uv.smart-app-launch_2.2.0@218"})
class IdTokenClaimAttacksTest extends IdTokenAttacks {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"claims", "times"})
    void refuses(String attack, String mention, Function<ForgedToken, String> spoil) {
        refused(mention, spoil);
    }

    private static Arguments claim(String mention, String name, String json) {
        return attack(
                name + " " + json, mention, right -> right.claim(name, json).signed());
    }

    private static Arguments lacking(String name, String mention) {
        return attack("no " + name, mention, right -> right.without(name).signed());
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                claim("aud: this app's client id", "aud", "\"another-app\""),
                claim("aud: this app's client id", "aud", "[]"),
                claim("aud: this app's client id", "aud", "null"),
                claim("aud: this app's client id", "aud", "\"PRODROME\""),
                claim(FORM, "aud", "7"),
                claim(FORM, "aud", "{\"prodrome\":true}"),
                lacking("aud", "aud: this app's client id"),
                claim("azp: this app's client id", "aud", "[\"prodrome\",\"another-app\"]"),
                claim("azp: this app's client id", "azp", "\"another-app\""),
                claim(FORM, "azp", "[\"prodrome\"]"),
                claim("iss: the issuer", "iss", "\"https://evil.example.org\""),
                claim(FORM, "iss", "[]"),
                attack(
                        "iss with a slash",
                        "iss: the issuer",
                        right -> right.claim("iss", right.claimText("iss").replaceFirst("\"$", "/\""))
                                .signed()),
                lacking("iss", "iss: the issuer"),
                claim("nonce: the one", "nonce", "\"of-another-launch\""),
                claim("nonce: the one", "nonce", "\"\""),
                claim(FORM, "nonce", "7"),
                claim(FORM, "nonce", "[\"a\"]"),
                lacking("nonce", "nonce: the one"),
                claim("sub: a value", "sub", "\"\""),
                claim("sub: a value", "sub", "\" \\t\""),
                claim("sub: a value", "sub", "null"),
                claim(FORM, "sub", "{}"),
                lacking("sub", "sub: a value"),
                claim("fhirUser: a reference", "fhirUser", "\"Device/1\""),
                claim("fhirUser: a reference", "fhirUser", "\"Practitioner/..\""),
                claim("fhirUser: a reference", "fhirUser", "\"javascript:Practitioner/1\""),
                claim(FORM, "fhirUser", "7"));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                claim("exp: a time to come, got a time past", "exp", "1795000000"),
                claim("exp: a time to come, got a time past", "exp", "0"),
                claim("exp: seconds since 1970", "exp", "-1"),
                claim("exp: seconds since 1970", "exp", "-9223372036854775808"),
                claim("exp: seconds since 1970", "exp", "9223372036854775807"),
                claim("exp: seconds since 1970", "exp", "1e30"),
                claim(FORM, "exp", "18446744073709551616000000"),
                claim(FORM, "exp", "1e400"),
                claim(FORM, "exp", "NaN"),
                claim(FORM, "exp", "1" + "0".repeat(20_000)),
                claim(FORM, "exp", "\"4000000000\""),
                claim(FORM, "exp", "true"),
                claim(FORM, "exp", "[4000000000]"),
                claim("exp: a time to come, got none", "exp", "null"),
                lacking("exp", "exp: a time to come, got none"),
                claim("iat: a time past, got a time to come", "iat", "4000000000"),
                claim(FORM, "iat", "\"now\""),
                lacking("iat", "iat: a time past, got none"),
                claim("nbf: a time past", "nbf", "4000000000"),
                claim("nbf: seconds since 1970", "nbf", "9223372036854775807"),
                claim(FORM, "nbf", "\"later\""));
    }
}
