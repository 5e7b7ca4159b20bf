package org.prodrome.sandbox.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.sandbox.fault.RecordDefect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {

    private static final ExportSettings QUICK =
            ExportSettings.usual().withPollEvery(Duration.ZERO).withResourcesPerFile(2);

    private final TestApp app = SandboxExtension.start(settings -> settings.withExports(QUICK));
    private String token = "";

    @BeforeAll
    void authorize() {
        token = token(app, "system/*.rs");
    }

    @AfterEach
    void clearFaults() {
        app.sandbox().faults().clear();
    }

    @AfterAll
    void stop() {
        app.sandbox().close();
    }

    @Test
    void isKickedOffPolledAndFetched() {
        HttpResponse<String> kickedOff = kickOff("$export");
        assertThat(kickedOff.statusCode()).isEqualTo(202);
        String status = kickedOff.headers().firstValue("Content-Location").orElseThrow();
        HttpResponse<String> first = app.fhir(status, token);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("X-Progress").orElse("")).endsWith(" charts");
        assertThat(first.headers().firstValue("Retry-After")).hasValue("0");
        HttpResponse<String> done = finished(status);
        JsonNode manifest = TestApp.json(done);
        assertThat(done.headers().firstValue("Expires")).isPresent();
        assertThat(manifest.path("transactionTime").asString()).endsWith("Z");
        assertThat(manifest.path("request").asString()).isEqualTo(app.sandbox().fhirBase() + "/$export");
        assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.path("error")).isEmpty();
        assertThat(manifest.path("deleted")).isEmpty();
        assertThat(ids(manifest)).contains("Patient/ada", "Patient/ben", "Observation/ben-bp", "Medication/med-1");
    }

    @Test
    void givesATypeThatIsLongSeveralFiles() {
        JsonNode manifest = export("$export?_type=Observation");
        List<Long> counts = manifest.path("output")
                .valueStream()
                .map(file -> file.path("count").asLong())
                .toList();
        assertThat(counts).containsExactly(2L, 2L);
        assertThat(ids(manifest))
                .containsExactly(
                        "Observation/ada-bp", "Observation/ada-egfr-1", "Observation/ada-egfr-2", "Observation/ben-bp");
    }

    @Test
    void exportsAGroupsPatientsOnly() {
        assertThat(ids(export("Group/everyone/$export?_type=Patient"))).containsExactly("Patient/ada", "Patient/ben");
        String group = TestApp.json(app.fhirPost(
                        "Group",
                        "{\"resourceType\":\"Group\",\"type\":\"person\",\"actual\":true,\"member\":[{\"entity\":{\"reference\":\"Patient/ben\"}}]}",
                        token(app, "system/*.cruds")))
                .path("id")
                .asString();
        assertThat(ids(export("Group/" + group + "/$export?_type=Patient,Observation")))
                .containsExactly("Observation/ben-bp", "Patient/ben");
        assertThat(kickOff("Group/nobody/$export").statusCode()).isEqualTo(404);
    }

    @Test
    void exportsAllPatientsWithoutGroups() {
        assertThat(ids(export("Patient/$export"))).contains("Patient/ada").noneMatch(id -> id.startsWith("Group/"));
    }

    @Test
    void exportsWhatWasUpdatedSince() {
        assertThat(ids(export("$export?_since=2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(ids(export("$export?_type=Patient&_since=2000-01-01T00:00:00Z")))
                .hasSize(2);
    }

    @Test
    void tellsWhatWasDeletedSince() {
        String note =
                "{\"resourceType\":\"Communication\",\"status\":\"completed\",\"subject\":{\"reference\":\"Patient/ben\"}}";
        String id = TestApp.json(app.fhirPost("Communication", note, token(app, "system/*.cruds")))
                .path("id")
                .asString();
        app.sandbox().store().delete("Communication", id);
        JsonNode manifest = export("$export?_type=Communication&_since=2000-01-01T00:00:00Z");
        String file = manifest.path("deleted").path(0).path("url").asString();
        assertThat(app.fhir(file, token).body()).contains("\"DELETE\"").contains("Communication/" + id);
    }

    @ParameterizedTest
    @CsvSource({
        "Accept, */*",
        "Prefer, handling=strict",
    })
    void demandsItsHeaders(String header, String wrong) {
        String accept = header.equals("Accept") ? wrong : "application/fhir+json";
        String prefer = header.equals("Prefer") ? wrong : "respond-async";
        HttpResponse<String> answer = app.fhir("$export", token, "Accept", accept, "Prefer", prefer);
        assertOutcome(answer, 400);
        assertThat(answer.body()).contains(header + ": expected");
    }

    @ParameterizedTest
    @CsvSource({
        "$export?_type=Shoe",
        "$export?_since=yesterday",
        "$export?_outputFormat=text/csv",
        "$export?shoeSize=43"
    })
    void refusesAnOrderThatMakesNoSense(String path) {
        assertOutcome(kickOff(path), 400);
    }

    @Test
    void ignoresWhatItDoesNotKnowWhereTheClientIsLenientAndSaysSo() {
        HttpResponse<String> answer = app.fhir(
                "$export?_type=Patient,Shoe&shoeSize=43",
                token,
                "Accept",
                "application/fhir+json",
                "Prefer",
                "respond-async, handling=lenient");
        JsonNode manifest = TestApp.json(
                finished(answer.headers().firstValue("Content-Location").orElseThrow()));
        assertThat(ids(manifest)).containsExactly("Patient/ada", "Patient/ben");
        assertThat(manifest.path("error").path(0).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void exportsNoMoreThanTheScopesCover() {
        String narrow = token(app, "system/Patient.r");
        assertOutcome(kickOff("$export?_type=Observation", narrow), 403);
        assertOutcome(kickOff("$export", token(app, "user/*.rs")), 403);
        assertOutcome(kickOff("$export", "nonsense"), 401);
        String status = kickOff("$export", narrow)
                .headers()
                .firstValue("Content-Location")
                .orElseThrow();
        assertThat(ids(TestApp.json(finished(status)))).containsExactly("Patient/ada", "Patient/ben");
    }

    @Test
    void showsAnExportToNobodyElse() {
        String status =
                kickOff("$export").headers().firstValue("Content-Location").orElseThrow();
        String other = app.sandbox()
                .tokens()
                .issueToService("other-app", "system/*.rs")
                .accessToken();
        assertOutcome(app.fhir(status, other), 404);
        assertOutcome(app.fhir(status, ""), 401);
    }

    @Test
    void forgetsACancelledExportAndItsFiles() {
        String status =
                kickOff("$export").headers().firstValue("Content-Location").orElseThrow();
        String file = TestApp.json(finished(status))
                .path("output")
                .path(0)
                .path("url")
                .asString();
        HttpResponse<String> cancelled = app.send(HttpRequest.newBuilder(URI.create(status))
                .header("Authorization", "Bearer " + token)
                .DELETE());
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertOutcome(app.fhir(status, token), 404);
        assertOutcome(app.fhir(file, token), 404);
    }

    @Test
    void failsWhereItIsSwitchedToFail() {
        app.sandbox().faults().set(RecordDefect.BULK_JOB_FAILS);
        String status =
                kickOff("$export").headers().firstValue("Content-Location").orElseThrow();
        assertOutcome(finished(status), 500);
    }

    @Test
    void compressesWhereTheClientTakesGzip() throws Exception {
        String file = patients();
        HttpResponse<byte[]> answer = bytes(file, "Accept-Encoding", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        String lines = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lines).isEqualTo(app.fhir(file, token).body());
        assertThat(lines.lines()).hasSize(2);
    }

    @Test
    void resumesFromTheMiddle() throws Exception {
        String file = patients();
        byte[] whole = bytes(file).body();
        String tag = bytes(file).headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> rest = bytes(file, "Range", "bytes=10-", "If-Range", tag);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range"))
                .hasValue("bytes 10-" + (whole.length - 1) + "/" + whole.length);
        assertThat(rest.body()).hasSize(whole.length - 10).endsWith((byte) '\n');
        assertThat(bytes(file, "Range", "bytes=10-", "If-Range", "\"another\"").statusCode())
                .isEqualTo(200);
        assertThat(bytes(file, "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
        assertThat(bytes(file, "Range", "bytes=-5").body()).hasSize(5);
        assertThat(bytes(file, "Range", "bytes=9-2").statusCode()).isEqualTo(200);
    }

    @Test
    void breaksAFileOffWhereItIsSwitchedTo() throws Exception {
        String file = patients();
        app.sandbox().faults().set(Interruption.BULK_FILE_CUT, 1);
        assertThatThrownBy(() -> bytes(file)).isInstanceOf(IOException.class);
        assertThat(bytes(file).statusCode()).isEqualTo(200);
    }

    @Test
    void answers429ToWhoPollsTooSoon() {
        TestApp slow = SandboxExtension.start(
                settings -> settings.withExports(new ExportSettings(100, Duration.ofHours(1), 2, Duration.ofHours(1))));
        try (var ignored = slow.sandbox()) {
            String system = token(slow, "system/*.rs");
            String status = kickOff(slow, "$export", system)
                    .headers()
                    .firstValue("Content-Location")
                    .orElseThrow();
            assertThat(slow.fhir(status, system).statusCode()).isEqualTo(202);
            HttpResponse<String> tooSoon = slow.fhir(status, system);
            assertOutcome(tooSoon, 429);
            assertThat(tooSoon.headers().firstValue("Retry-After")).hasValue("3600");
        }
    }

    @Test
    void removesFilesThatAreTooOld() {
        TestApp brief = SandboxExtension.start(settings -> settings.withExports(QUICK.withKeptFor(Duration.ZERO)));
        try (var ignored = brief.sandbox()) {
            String system = token(brief, "system/*.rs");
            String status = kickOff(brief, "$export", system)
                    .headers()
                    .firstValue("Content-Location")
                    .orElseThrow();
            assertOutcome(polled(brief, status, system), 404);
        }
    }

    private String patients() {
        return export("$export?_type=Patient")
                .path("output")
                .path(0)
                .path("url")
                .asString();
    }

    private JsonNode export(String path) {
        HttpResponse<String> kickedOff = kickOff(path);
        assertThat(kickedOff.statusCode()).as(kickedOff.body()).isEqualTo(202);
        return TestApp.json(
                finished(kickedOff.headers().firstValue("Content-Location").orElseThrow()));
    }

    private HttpResponse<String> kickOff(String path) {
        return kickOff(path, token);
    }

    private HttpResponse<String> kickOff(String path, String with) {
        return kickOff(app, path, with);
    }

    private static HttpResponse<String> kickOff(TestApp at, String path, String with) {
        return at.fhir(path, with, "Accept", "application/fhir+json", "Prefer", "respond-async");
    }

    private HttpResponse<String> finished(String status) {
        return polled(app, status, token);
    }

    private static HttpResponse<String> polled(TestApp at, String status, String with) {
        HttpResponse<String> answer = at.fhir(status, with);
        for (int i = 0; answer.statusCode() == 202 && i < 5_000; i++) {
            answer = at.fhir(status, with);
        }
        return answer;
    }

    private Set<String> ids(JsonNode manifest) {
        Set<String> ids = new TreeSet<>();
        manifest.path("output")
                .forEach(file -> app.fhir(file.path("url").asString(), token)
                        .body()
                        .lines()
                        .map(line -> JsonMapper.shared().readTree(line))
                        .forEach(resource -> ids.add(resource.path("resourceType")
                                        .asString() + "/" + resource.path("id").asString())));
        return ids;
    }

    private HttpResponse<byte[]> bytes(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String token(TestApp at, String scope) {
        return at.sandbox().tokens().issueToService("keyed-app", scope).accessToken();
    }

    private static void assertOutcome(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestApp.json(answer).path("resourceType").asString()).isEqualTo("OperationOutcome");
    }
}
