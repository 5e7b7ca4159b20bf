package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

class IntrospectionTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @Test
    @Requirement(SMART + 270)
    void asksTheServerWhatItKnowsOfAToken() {
        ehr.introspection.putAll(Map.of(
                "active", true,
                "scope", "patient/*.rs",
                "client_id", "other-app",
                "sub", "user-1",
                "exp", 2000000000,
                "patient", "pat-1",
                "fhirUser", "Practitioner/dr-1"));
        var answer = launches().launcher.introspect(ehr.fhirBase(), "somebodys-token");

        assertThat(ehr.forms.getFirst())
                .containsEntry("token", "somebodys-token")
                .containsEntry("client_id", "prodrome");
        assertThat(answer.active()).isTrue();
        assertThat(answer.scopes()).isEqualTo(Scopes.parse("patient/*.rs"));
        assertThat(answer.clientId()).isEqualTo("other-app");
        assertThat(answer.patient()).isEqualTo("pat-1");
        assertThat(answer.fhirUser()).isEqualTo(URI.create(ehr.fhirBase() + "/Practitioner/dr-1"));
        assertThat(answer.toString()).doesNotContain("pat-1", "user-1");
    }

    @Test
    void believesNothingElseOfAnInactiveToken() {
        ehr.introspection.putAll(Map.of("active", false, "scope", "patient/*.cruds", "patient", "pat-1"));
        var answer = launches().launcher.introspect(ehr.fhirBase(), "somebodys-token");

        assertThat(answer.active()).isFalse();
        assertThat(answer.scopes().all()).isEmpty();
        assertThat(answer.patient()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"active\":\"true\"}", "{\"active\":1}", "{\"active\":true,\"scope\":7}"})
    void refusesAnAnswerThatIsNone(String body) {
        ehr.answers.put("/introspect", TinyEhr.text(200, body));

        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(() -> launches().launcher.introspect(ehr.fhirBase(), "somebodys-token"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("somebodys-token"));
    }

    @Test
    void refusesWhereTheServerHasNoSuchEndpoint() {
        ehr.discovery.remove("introspection_endpoint");

        assertThatExceptionOfType(LaunchException.Discovery.class)
                .isThrownBy(() -> launches().launcher.introspect(ehr.fhirBase(), "somebodys-token"))
                .withMessageContaining("introspection_endpoint");
    }

    @Test
    void tellsWhatDiscoverySays() {
        ehr.discovery.put("capabilities", List.of("launch-ehr", "context-standalone-patient"));
        var smart = launches().launcher.discover(ehr.fhirBase());

        assertThat(smart.offers("context-standalone-patient")).isTrue();
        assertThat(smart.offers("authorize-post")).isFalse();
        assertThat(smart.introspectionEndpoint()).isEqualTo(URI.create(ehr.origin() + "/introspect"));
        assertThatExceptionOfType(LaunchException.UnknownIssuer.class)
                .isThrownBy(() -> launches().launcher.discover(URI.create("https://evil.example.org/fhir")));
    }
}
