package org.prodrome.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class ReceivedRequestsTest {

    private final TestApp app;

    ReceivedRequestsTest(TestApp app) {
        this.app = app;
    }

    @Test
    void tellsWhatAClientSentWithoutItsSecrets() {
        String token = app.accessToken("launch patient/*.rs");
        app.fhir("Patient/ada", token);

        Received sent = app.sandbox().received().at("/auth/token").getLast();
        assertThat(sent.value("grant_type")).hasValue("authorization_code");
        assertThat(sent.value("code_verifier")).hasValue(TestApp.challenge(TestApp.VERIFIER));
        assertThat(app.sandbox().received().at("/fhir/Patient/ada").getLast().authorization())
                .hasValue(new Received.Authorization("Bearer", "", Received.fingerprint(token)));
        assertThat(app.sandbox().received().all().toString()).doesNotContain(TestApp.VERIFIER, token);
    }

    @Test
    void keepsTheLatestOnly() {
        ReceivedRequests received = new ReceivedRequests();
        IntStream.range(0, 1000)
                .forEach(number -> received.add(
                        Received.of(new ClientRequest("GET", "/fhir/" + number, Map.of(), Map.of(), Map.of()))));

        assertThat(received.all()).hasSize(256);
        assertThat(received.all().getLast().path()).isEqualTo("/fhir/999");
    }

    @Test
    void aBreachChangesWhatArrives() {
        app.sandbox().faults().set(ClientBreach.NO_CODE_VERIFIER);
        assertThat(TestApp.json(app.token(app.exchange("any"))).path("error").asString())
                .isEqualTo("invalid_request");
        assertThat(app.sandbox().received().at("/auth/token").getLast().inForm())
                .contains("code")
                .doesNotContain("code_verifier");
        app.sandbox().faults().clear();
    }
}
