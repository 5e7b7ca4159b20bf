package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token responses that no right server sends, one departure at a time (app-launch#response-5, RFC 6749 5.1). */
class TokenAnswerAttacksTest extends TinyEhrTest {
    private static final String SECRET = "access-token-not-to-be-shown";

    /** A right response as raw JSON, with one field set to this JSON text; null leaves it out. */
    private String answer(AuthorizationRequest request, String field, String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("access_token", ForgedToken.quoted(SECRET));
        fields.put("token_type", "\"Bearer\"");
        fields.put("expires_in", "300");
        fields.put("scope", "\"launch openid fhirUser patient/*.rs\"");
        fields.put("patient", "\"pat-1\"");
        var now = clock.instant().getEpochSecond();
        fields.put(
                "id_token",
                ForgedToken.quoted(ForgedToken.right(ehr.origin(), TestLaunches.nonce(request), now)
                        .signed()));
        fields.put(field, json);
        return fields.entrySet().stream()
                .filter(each -> !each.getValue().equals("absent"))
                .map(each -> ForgedToken.quoted(each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private LaunchContext completed(String field, String json) {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(200, answer(request, field, json)));
        return launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding());
    }

    private void refuses(String body, Class<? extends LaunchException> kind, String mention) {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(200, body));
        Refused.launch(ehr, launches, request, kind, mention, SECRET, "pat-1", "user-1");
    }

    private void refuses(String field, String json, Class<? extends LaunchException> kind) {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(200, answer(request, field, json)));
        Refused.launch(ehr, launches, request, kind, "with " + field + ": ", SECRET, "pat-1", "user-1", "evil");
    }

    @Test
    void acceptsTheAnswerThatTheAttacksStartFrom() {
        assertThat(completed("patient", "\"pat-1\"").patient()).contains("pat-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token_type   | absent",
                "token_type   | \"mac\"",
                "token_type   | \"DPoP\"",
                "token_type   | \"Bearer evil\"",
                "token_type   | 7",
                "access_token | absent",
                "access_token | null",
                "access_token | \"\"",
                "access_token | \" \"",
                "access_token | 7",
                "access_token | {\"evil\":1}",
                "access_token | \"evil\\r\\nX-Evil: yes\"",
                "access_token | \"evil\\u0000\"",
                "access_token | \"evil evil\"",
                "access_token | \"evil\\n\"",
                "access_token | \"evil\\u0085\"",
                "access_token | \"\\u00e9vil\"",
                "expires_in   | \"soon\"",
                "expires_in   | true",
                "expires_in   | {}",
                "expires_in   | [300]",
                "scope        | absent",
                "scope        | 7",
                "scope        | [\"openid\"]",
                "scope        | \"openid\\u2003launch\"",
                "scope        | \"openid\\u0000\"",
                "scope        | \"openid\\r\\nX-Evil: yes\"",
                "refresh_token| 7",
                "id_token     | 7",
                "id_token     | {}"
            })
    void refusesAnAnswerByTheNameOfItsWrongField(String field, String json) {
        refuses(field, json, LaunchException.TokenAnswer.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "patient           | \"../evil\"",
                "patient           | \"..\"",
                "patient           | \".\"",
                "patient           | \"evil/../1\"",
                "patient           | \"1?evil=1\"",
                "patient           | \"1#evil\"",
                "patient           | \"evil%2f\"",
                "patient           | \"1\\n\"",
                "patient           | \"Patient/1\"",
                "patient           | \"\"",
                "patient           | \"eviléè\"",
                "patient           | 7",
                "patient           | [\"1\"]",
                "encounter         | \"../evil\"",
                "encounter         | {}",
                "need_patient_banner | \"evil\"",
                "intent            | 7",
                "tenant            | []",
                "smart_style_url   | 7",
                "fhirContext       | \"evil\"",
                "fhirContext       | {}",
                "fhirContext       | [7]",
                "fhirContext       | [null]",
                "fhirContext       | [{}]",
                "fhirContext       | [[]]"
            })
    void refusesAContextByTheNameOfItsWrongField(String field, String json) {
        refuses(field, json, LaunchException.Context.class);
    }

    @Test
    void refusesAnIdOfMoreThan64Characters() {
        refuses("patient", ForgedToken.quoted("a".repeat(65)), LaunchException.Context.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "[[\"access_token\",\"a\"],[\"token_type\",\"Bearer\"],[\"scope\",\"launch\"]]",
                "<html>",
                "{\"access_token\":",
                "{}{}",
                "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\",\"scope\":\"openid\"}",
                "access_token=a&token_type=bearer"
            })
    void refusesWhatIsNoJsonObject(String body) {
        refuses(body, LaunchException.TokenAnswer.class, "the token response as a JSON object");
    }

    @Test
    void refusesAnAnswerThatIsNestedTooDeeply() {
        refuses(
                "{\"appContext\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}",
                LaunchException.TokenAnswer.class,
                "the token response as a JSON object");
    }

    @Test
    void refusesAnAnswerThatIsTooLong() {
        refuses("{" + " ".repeat(70_000) + "}", LaunchException.Unreachable.class, "a longer one");
    }

    @Test
    void refusesATokenThatIsNotUtf8() {
        var launches = launches();
        var request = launches.begin();
        var body = answer(request, "access_token", "\"\u00E9\"").getBytes(StandardCharsets.ISO_8859_1);
        ehr.answers.put("/token", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        Refused.launch(ehr, launches, request, LaunchException.TokenAnswer.class, "access_token: visible characters");
        assertThat(new String(body, UTF_8)).contains("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
    void takesALifeThatIsOverForOver(String seconds) {
        assertThat(completed("expires_in", seconds).access().expiresAt()).contains(clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1e300", "\"999999999999999\""})
    void believesInNoLifeOfMoreThanTenYears(String seconds) {
        assertThat(completed("expires_in", seconds).access().expiresAt())
                .contains(clock.instant().plus(Duration.ofDays(3650)));
    }

    @Test
    void examinesScopesWhoseConstraintIsWrittenTwiceOrVeryLong() {
        var longest = "patient/Observation.rs?a=b" + "&a=b".repeat(10_000);
        var context = completed("scope", ForgedToken.quoted("openid patient/*.r?a=b&a=b " + longest));

        assertThat(context.withheld().toString()).contains("patient/*.rs").doesNotContain("openid");
        assertThat(context.granted().shortest().all()).isNotEmpty();
    }

    @Test
    void leavesOutAStyleOfAStrangersHost() {
        assertThat(completed("smart_style_url", "\"https://evil.example.org/style\"")
                        .smartStyleUrl())
                .isEmpty();
        assertThat(completed("smart_style_url", "\"javascript:evil\"").smartStyleUrl())
                .isEmpty();
    }
}
