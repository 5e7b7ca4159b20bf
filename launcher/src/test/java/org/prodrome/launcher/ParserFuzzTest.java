package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every parser of outside input, on bytes that nobody meant to send.
 *
 * <p>An ordinary run replays the inputs in {@code ParserFuzzTestInputs}. To look for new ones, one parser at a time:
 * {@code JAZZER_FUZZ=1 mvn -pl launcher -am test -Djazzer.hooks=true -Dtest=ParserFuzzTest#keySet
 * -Dsurefire.failIfNoSpecifiedTests=false}. What it finds, it writes beside the others.
 */
class ParserFuzzTest {
    private static final JudgedLaunch LAUNCH = JudgedLaunch.ready();
    private static final String RS256 = "{\"alg\":\"RS256\",\"kid\":\"ehr-rsa\"}";

    @FuzzTest(maxDuration = "3m")
    void redirect(byte[] input) {
        var query = query(input);
        fails(() -> LAUNCH.launcher().complete(RedirectParameters.of(query), query.toString()));
        try {
            LAUNCH.launcher().authorize(LaunchRequest.of(query));
        } catch (LaunchException e) {
            presentable(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void discovery(byte[] input) {
        try {
            var smart = SmartConfiguration.parse(text(input), LAUNCH.registration());
            Stream.of(
                            smart.authorizationEndpoint(),
                            smart.tokenEndpoint(),
                            smart.introspectionEndpoint(),
                            smart.revocationEndpoint(),
                            smart.managementEndpoint(),
                            smart.jwksUri())
                    .filter(Objects::nonNull)
                    .forEach(ParserFuzzTest::atHome);
        } catch (LaunchException.Discovery e) {
            presentable(e);
        }
    }

    private static void atHome(URI endpoint) {
        var issuer = LAUNCH.registration().issuer();
        assertThat(endpoint.getScheme()).isEqualToIgnoringCase(issuer.getScheme());
        assertThat(endpoint.getRawAuthority()).isEqualToIgnoringCase(issuer.getRawAuthority());
        assertThat(endpoint.getRawFragment()).isNull();
    }

    @FuzzTest(maxDuration = "3m")
    void tokenResponse(byte[] input) {
        try {
            var response = TokenResponse.parse(
                    text(input), LAUNCH.registration(), LAUNCH.clock().instant(), Scopes.parse("openid"), null);
            assertThat(response.grant().accessToken()).matches("[!-~]+");
            assertThat(response.context().text("token_type")).isEqualToIgnoringCase("bearer");
            assertThat(Scopes.parse(response.grant().scopes().toString()))
                    .isEqualTo(response.grant().scopes());
            var context = ContextParameters.parse(response.context(), LAUNCH.registration());
            assertThat(Stream.of(context.patient(), context.encounter()).filter(Objects::nonNull))
                    .allMatch(id ->
                            URI.create("https://a/b/").resolve(id).toString().equals("https://a/b/" + id));
        } catch (LaunchException.TokenAnswer | LaunchException.Context e) {
            presentable(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void introspection(byte[] input) {
        try {
            var said = IntrospectionResponse.parse(text(input), LAUNCH.registration());
            assertThat(said.active() || said.subject() == null).isTrue();
        } catch (LaunchException e) {
            presentable(e);
        }
    }

    /** As it came: nobody but the peer can sign, so nothing is accepted. */
    @FuzzTest(maxDuration = "3m")
    void idToken(byte[] input) {
        fails(() -> LAUNCH.validate(text(input)));
    }

    /** Signed by the peer, since most of the judging comes after the signature. */
    @FuzzTest(maxDuration = "3m")
    void idTokenClaims(byte[] input) {
        try {
            var accepted = LAUNCH.validate(ForgedToken.signed(RS256.getBytes(UTF_8), input, TinyEhr.RSA));
            assertThat(accepted.subject()).isNotBlank();
            var claims = text(input);
            assertThat(claims).contains(JudgedLaunch.NONCE, "prodrome");
        } catch (LaunchException.Identity e) {
            presentable(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void idTokenHeader(byte[] input) throws ParseException {
        try {
            LAUNCH.validate(ForgedToken.signed(input, LAUNCH.right().toString().getBytes(UTF_8), TinyEhr.RSA));
            assertThat(JSONObjectUtils.parse(text(input)))
                    .containsEntry("alg", "RS256")
                    .doesNotContainKeys("crit", "enc");
        } catch (LaunchException.Identity e) {
            presentable(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void keySet(byte[] input) throws Exception {
        try {
            var keys = KeySets.parse(text(input));
            for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.RS256, JWSAlgorithm.ES256}) {
                var chosen = VerifyingKeys.choose(
                        keys, new JWSHeader.Builder(algorithm).keyID("k").build());
                if (chosen.isPresent()) {
                    var key = chosen.orElseThrow();
                    assertThat(key.isPrivate()).isFalse();
                    assertThat(key instanceof ECKey || key instanceof RSAKey).isTrue();
                    if (key instanceof RSAKey rsa) {
                        assertThat(rsa.toRSAPublicKey().getModulus().bitLength())
                                .isGreaterThanOrEqualTo(2048);
                    }
                }
            }
        } catch (LaunchException.Discovery e) {
            presentable(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void storedLaunch(byte[] input) {
        try {
            var launch = PendingLaunch.of(new PendingLaunches.Entry("key", text(input), Instant.MAX));
            assertThat(PendingLaunch.of(launch.toEntry("state", Instant.MAX))).isEqualTo(launch);
        } catch (LaunchException.Redirect e) {
            presentable(e);
        }
    }

    private static void fails(Runnable use) {
        try {
            use.run();
        } catch (LaunchException e) {
            presentable(e);
            return;
        }
        throw new AssertionError("accepted what nobody issued");
    }

    /** A message is one line that a person can read. */
    private static void presentable(LaunchException e) {
        assertThat(e.getMessage()).hasSizeLessThan(2000).matches("\\P{Cntrl}+");
        assertThat(e.userSentence()).isNotBlank();
        assertThat(e.administratorHint()).isNotBlank();
    }

    private static String text(byte[] input) {
        return new String(input, UTF_8);
    }

    private static Map<String, String[]> query(byte[] input) {
        var values = new HashMap<String, String[]>();
        for (var pair : text(input).split("&")) {
            var parts = pair.split("=", 2);
            values.merge(
                    parts[0],
                    new String[] {parts.length == 2 ? parts[1] : ""},
                    (a, b) -> Stream.concat(Stream.of(a), Stream.of(b)).toArray(String[]::new));
        }
        return values;
    }
}
