package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.FhirTexts;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;

class EarlierDraftTest {
    private static final String OURS = order("o1", DraftRenderer.IDENTIFIER_SYSTEM, "draft-1");
    private static final String OTHER = order("o2", DraftRenderer.IDENTIFIER_SYSTEM, "draft-2");

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aDraftWithOurIdentifierIsFound() {
        assertThat(lookUp(FhirTexts.bundle(OTHER, OURS)))
                .isInstanceOfSatisfying(
                        EarlierDraft.Found.class,
                        found -> assertThat(found.reference().id()).isEqualTo("o1"));
    }

    @Test
    void onlyAnEmptyAndWholeAnswerSaysThatThereIsNone() {
        assertThat(lookUp(FhirTexts.bundle())).isEqualTo(new EarlierDraft.None());
    }

    @Test
    void aServerThatDoesNotLookAtTheIdentifierHasNotSaidThatThereIsNone() {
        assertThat(lookUp(FhirTexts.bundle(OTHER))).isInstanceOf(EarlierDraft.Untold.class);
    }

    @Test
    void anAnswerThatIsPartOrNoSearchResultLeavesItOpen() {
        String empty = FhirTexts.bundle();

        assertThat(lookUp(empty.replace("\"searchset\"", "\"searchset\",\"total\":1")))
                .isInstanceOf(EarlierDraft.Untold.class);
        assertThat(lookUp(empty.replace(
                        "\"searchset\"",
                        "\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://localhost/fhir?page=2\"}]")))
                .isInstanceOf(EarlierDraft.Untold.class);
        assertThat(
                        lookUp(
                                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"not-supported\"}]}"))
                .isInstanceOf(EarlierDraft.Untold.class);
        assertThat(lookUp("<html>please log in</html>")).isInstanceOf(EarlierDraft.Untold.class);
    }

    private EarlierDraft.Trace lookUp(String json) {
        answer = json;
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var http = new FhirHttp(FhirHttp.newClient(), FhirAccess.open(base), ReadLimits.DEFAULT);
        return new EarlierDraft(http, Deadline.in(Duration.ofSeconds(10))).of(draft());
    }

    private static RenderedDraft draft() {
        return DraftRenderer.render(
                new DraftProposal.Service(
                        CodedConcept.of(new Coding(Coding.LOINC, "4548-4", "Hemoglobin A1c")),
                        DraftProposal.Service.Category.LABORATORY,
                        "no HbA1c in six months"),
                new DraftContext(
                        new PatientId("p1"),
                        "Practitioner/u1",
                        null,
                        "draft-1",
                        Instant.parse("2026-11-20T10:00:00Z"),
                        new AdviceSource("Prodrome rule 35", "1.0.0"),
                        WriteProfile.open(),
                        List.of()));
    }

    private static String order(String id, String system, String value) {
        return """
            {"resourceType":"ServiceRequest","id":"%s","identifier":[{"system":"%s","value":"%s"}],
             "status":"draft","intent":"proposal","subject":{"reference":"Patient/p1"}}""".formatted(id, system, value);
    }
}
