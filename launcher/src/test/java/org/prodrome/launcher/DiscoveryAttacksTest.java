package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

/** Discovery documents that would lead the browser, or this app's secrets, to somebody else. */
class DiscoveryAttacksTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String PATH = "/fhir/.well-known/smart-configuration";
    private static final List<String> FIELDS = List.of(
            "authorization_endpoint",
            "token_endpoint",
            "introspection_endpoint",
            "revocation_endpoint",
            "management_endpoint",
            "jwks_uri");

    /** No launch begins, nothing but the document was asked for, and the message names the field. */
    private void refused(String mention) {
        var thrown = catchThrowable(() -> launches().begin());

        assertThat(thrown).isExactlyInstanceOf(LaunchException.Discovery.class).hasMessageContaining(mention);
        Refused.presentable((LaunchException) thrown, "secret");
        assertThat(ehr.requests).containsOnly(PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://ORIGIN/%0aalert(1)",
                "file:///etc/passwd",
                "file://ORIGIN/etc/passwd",
                "data:text/html,evil",
                "ftp://ORIGIN/x",
                "jar:http://ORIGIN/x!/y",
                "mailto:evil@example.org",
                "https://evil.example.org/x",
                "//evil.example.org/x",
                "http://user:secret@ORIGIN/x",
                "http://ORIGIN@evil.example.org/x",
                "http://ORIGIN/x#secret",
                "http://127.0.0.1:1/x",
                "http://127.0.0.1:99999/x",
                "http://127.0.0.1:-1/x",
                "http://127.0.0.1.evil.example.org/x",
                "http://[::1]/x",
                "http://2130706433/x",
                "http://0x7f.1/x",
                "http://ORIGIN\\@evil.example.org/x",
                "\\\\evil.example.org\\x",
                "http://evil%2eexample.org/x",
                "http:///x",
                "http://",
                "http:x",
                "http://ORIGIN/a b",
                "http://ORIGIN/\u0000",
                "http://ORIGIN/\r\nX-Evil: yes",
                "://x",
                "::"
            })
    @Requirement(SMART + 1)
    void refusesAnEndpointElsewhere(String address) {
        for (var field : FIELDS) {
            var before = ehr.discovery.put(
                    field, address.replace("ORIGIN", ehr.origin().substring(7)));
            refused(field);
            if (before == null) {
                ehr.discovery.remove(field);
            } else {
                ehr.discovery.put(field, before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../x", "/x", "x/./../../y", "./%2e%2e/x", "?x=1", "//ORIGIN/x", "HTTP://ORIGIN/x"})
    @Requirement(SMART + 379)
    void keepsARelativeEndpointOnTheIssuersHost(String address) {
        ehr.discovery.put(
                "authorization_endpoint", address.replace("ORIGIN", ehr.origin().substring(7)));

        var endpoint = launches().begin().endpoint();
        assertThat("http://" + endpoint.getRawAuthority()).isEqualTo(ehr.origin());
        assertThat(endpoint.getScheme()).isEqualToIgnoringCase("http");
    }

    static Stream<Object> wrongKinds() {
        return Stream.of(7, true, List.of("http://127.0.0.1/x"), Map.of("url", "x"));
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void refusesAnEndpointThatIsNoText(Object value) {
        for (var field : FIELDS) {
            var before = ehr.discovery.put(field, value);
            refused(field);
            ehr.discovery.put(field, before == null ? ehr.origin() + "/x" : before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capabilities",
                "grant_types_supported",
                "code_challenge_methods_supported",
                "token_endpoint_auth_methods_supported",
                "token_endpoint_auth_signing_alg_values_supported",
                "scopes_supported"
            })
    void refusesAListOfOtherThings(String field) {
        for (Object value : List.of("S256", 7, List.of(7), List.of(List.of()), Map.of())) {
            ehr.discovery.put(field, value);
            refused(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "<html>",
                "{",
                "{}{}",
                "{\"capabilities\":[\"a\"],\"capabilities\":[\"b\"]}",
                "\u0000"
            })
    void refusesWhatIsNoJsonObject(String body) {
        ehr.answers.put(PATH, TinyEhr.text(200, body));

        refused("smart-configuration as a JSON object");
    }

    @Test
    void refusesADocumentThatIsNestedTooDeeply() {
        ehr.answers.put(PATH, TinyEhr.text(200, "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"));

        refused("smart-configuration as a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "javascript:x", "https://evil.example.org", "http://127.0.0.1:1", "", "x"})
    void looksForKeysOnlyWhereTheIssuerIs(String issuer) {
        var launches = launches();
        ehr.discovery.put("issuer", issuer);
        var request = launches.begin();
        var now = clock.instant().getEpochSecond();
        ehr.token.put(
                "id_token",
                ForgedToken.right(issuer, TestLaunches.nonce(request), now).signed());

        Refused.launch(ehr, launches, request, LaunchException.Discovery.class, "issuer", "user-1");
        assertThat(ehr.requests).doesNotContain("/jwks");
    }

    /** A host may be trusted with any port, and not every number is a port. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0/token", "http://127.0.0.1:70000/token"})
    void callsAPortThatIsNoneUnreachable(String address) {
        ehr.discovery.put("token_endpoint", address);
        var launches = TestLaunches.with(ehr, clock, r -> r.trustingHosts("127.0.0.1"));
        var request = launches.begin();

        var thrown = catchThrowable(
                () -> launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding()));
        assertThat(thrown).isInstanceOfAny(LaunchException.Unreachable.class, LaunchException.Discovery.class);
    }
}
