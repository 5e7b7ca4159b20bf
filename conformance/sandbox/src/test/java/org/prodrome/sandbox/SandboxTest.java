package org.prodrome.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SandboxTest {

    @Test
    void twoSandboxesRunSideBySide() throws IOException, InterruptedException {
        try (Sandbox one = Sandbox.start(SandboxSettings.onFreePort());
                Sandbox other = Sandbox.start(SandboxSettings.onFreePort());
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(one.origin()).isNotEqualTo(other.origin());
            assertThat(one.store()).isNotSameAs(other.store());
            assertThat(launch(http, one).statusCode()).isEqualTo(201);
            assertThat(launch(http, other).body()).contains("\"launchUrl\":\"http://127.0.0.1:8080/launch?iss=");
        }
    }

    private static HttpResponse<String> launch(HttpClient http, Sandbox sandbox)
            throws IOException, InterruptedException {
        String body = "{\"clientId\":\"prodrome\",\"patient\":\"p1\",\"practitioner\":\"sandbox-clinician\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.origin() + "/ehr/launches"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
