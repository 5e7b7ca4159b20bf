package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class BinaryTest {

    private static final String NOTE = """
            {"resourceType":"Binary","contentType":"text/plain","securityContext":{"reference":"Patient/%s"},
             "data":"Tm8gZmV2ZXIu"}
            """;

    private final TestApp app;

    BinaryTest(TestApp app) {
        this.app = app;
    }

    @Test
    void isReadAsItselfOrAsAResource() {
        String token = app.accessToken("launch patient/*.cruds");
        String id = TestApp.json(app.fhirPost("Binary", NOTE.formatted("ada"), token))
                .path("id")
                .asString();
        HttpResponse<String> raw = app.fhir("Binary/" + id, token, "Accept", "text/plain");
        assertThat(raw.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(raw.body()).isEqualTo("No fever.");
        HttpResponse<String> resource = app.fhir("Binary/" + id, token, "Accept", "application/fhir+json");
        assertThat(TestApp.json(resource).path("data").asString()).isEqualTo("Tm8gZmV2ZXIu");
    }

    @Test
    void staysInTheChartOfItsSecurityContext() {
        String id = app.sandbox()
                .store()
                .create((Resource) R4.CONTEXT.newJsonParser().parseResource(NOTE.formatted("ben")))
                .getIdElement()
                .getIdPart();
        String token = app.accessToken("launch patient/*.cruds");
        assertThat(app.fhir("Binary/" + id, token, "Accept", "text/plain").statusCode())
                .isEqualTo(403);
    }
}
