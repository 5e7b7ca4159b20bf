package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

/** Key sets that may not speak for an id_token, however rightly it is signed (RFC 7517, RFC 7518 3.3). */
@Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@201", "hl7.fhir.uv.smart-app-launch_2.2.0@218"})
class KeySetAttacksTest extends TinyEhrTest {
    private static final RSAKey WEAK = weak();

    private static RSAKey weak() {
        try {
            return new RSAKeyGenerator(1024, true).keyID("ehr-rsa").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private AuthorizationRequest begun(TestLaunches launches, RSAKey signer, String keySet) {
        var request = launches.begin();
        var now = clock.instant().getEpochSecond();
        var token = ForgedToken.right(ehr.origin(), TestLaunches.nonce(request), now);
        ehr.token.put("id_token", token.by(signer).signed());
        ehr.answers.put("/jwks", TinyEhr.text(200, keySet));
        return request;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void usesNoKeyThatIsNotForVerifying(String name, String keys) {
        var launches = launches();
        var signer = name.startsWith("short") ? WEAK : TinyEhr.RSA;
        var request = begun(launches, signer, "{\"keys\":[" + keys + "]}");

        Refused.launch(
                ehr,
                launches,
                request,
                LaunchException.Identity.class,
                "a key of the issuer for alg and kid, got none that fits, or several",
                "user-1",
                TinyEhr.RSA.getModulus().toString());
    }

    static Stream<Arguments> usesNoKeyThatIsNotForVerifying() {
        var usual = TinyEhr.RSA.toPublicJWK();
        return Stream.of(
                arguments("none", ""),
                arguments("for encryption", with(key -> key.keyUse(KeyUse.ENCRYPTION))),
                arguments("for signing only", with(key -> key.keyOperations(Set.of(KeyOperation.SIGN)))),
                arguments("for another algorithm", with(key -> key.algorithm(JWSAlgorithm.RS512))),
                arguments("of another name", with(key -> key.keyID("another"))),
                arguments("private", TinyEhr.RSA.toJSONString()),
                arguments("short", WEAK.toPublicJWK().toJSONString()),
                arguments(
                        "short behind zeros",
                        WEAK.toPublicJWK().toJSONString().replaceFirst("\"n\":\"", "\"n\":\"" + "A".repeat(180))),
                arguments("two of one name", usual + "," + TinyEhr.OTHER_RSA.toPublicJWK()),
                arguments(
                        "symmetric",
                        new OctetSequenceKey.Builder(new byte[64])
                                .keyID("ehr-rsa")
                                .build()
                                .toJSONString()),
                arguments("of an unknown kind", "{\"kty\":\"XYZ\",\"kid\":\"ehr-rsa\"}"),
                arguments("on another curve", TinyEhr.EC.toPublicJWK().toJSONString()));
    }

    private static String with(UnaryOperator<RSAKey.Builder> change) {
        return change.apply(new RSAKey.Builder(TinyEhr.RSA.toPublicJWK()))
                .build()
                .toJSONString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[[\"keys\",[]]]",
                "7",
                "<html>",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":[null]}",
                "{\"keys\":[7]}",
                "{\"keys\":[[]]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"x5c\":[7]}]}"
            })
    void refusesWhatIsNoKeySet(String body) {
        var launches = launches();
        var request = begun(launches, TinyEhr.RSA, body);

        Refused.launch(
                ehr,
                launches,
                request,
                LaunchException.Discovery.class,
                "a JSON Web Key Set at jwks_uri, got text that is none",
                "user-1");
    }

    @Test
    void refusesAKeySetThatIsNestedTooDeeply() {
        var launches = launches();
        var request = begun(launches, TinyEhr.RSA, "{\"keys\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

        Refused.launch(ehr, launches, request, LaunchException.Discovery.class, "a JSON Web Key Set at jwks_uri");
    }

    @Test
    void refusesAKeySetThatIsTooLong() {
        var launches = launches();
        var request = begun(launches, TinyEhr.RSA, "{\"keys\":[" + " ".repeat(70_000) + "]}");

        Refused.launch(ehr, launches, request, LaunchException.Unreachable.class, "a longer one");
    }

    @Test
    void findsTheRightKeyAmongOnesItDoesNotKnow() {
        var launches = launches();
        var keys = "{\"kty\":\"XYZ\"}," + WEAK.toPublicJWK().toJSONString() + ","
                + with(key -> key.keyUse(KeyUse.ENCRYPTION)) + "," + TinyEhr.RSA.toPublicJWK();
        var request = begun(launches, TinyEhr.RSA, "{\"keys\":[" + keys + "]}");

        assertThat(launches.launcher
                        .complete(TestLaunches.redirect(request), request.browserBinding())
                        .subject())
                .contains("user-1");
    }
}
