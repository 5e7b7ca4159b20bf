package org.prodrome.fhir.bulk.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.bulk.Export;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.deidentify.Deidentification;
import org.prodrome.fhir.deidentify.Options;
import org.prodrome.fhir.deidentify.ProgressListener;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.bulk.ExportSettings;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.sandbox.fault.RecordDefect;

/** The sandbox's own {@code $export}, written by others after the same standard: both ends must agree. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxExportTest {
    private static final ExportSettings QUICK =
            ExportSettings.usual().withPollEvery(Duration.ofMillis(200)).withResourcesPerFile(2_000);

    private static final ExportLimits IMPATIENT = new ExportLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            6,
            4,
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            64L << 20);

    private final SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());

    @SuppressWarnings("NullAway.Init")
    private HttpServer published;

    @SuppressWarnings("NullAway.Init")
    private Sandbox sandbox;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @BeforeAll
    void start() throws IOException {
        published = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        published.createContext("/.well-known/jwks.json", exchange -> {
            byte[] body = keys.publicJwks().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        published.start();
        sandbox = Sandbox.start(SandboxSettings.onFreePort()
                .withPatientData(Path.of("..", "conformance", "sandbox", "src", "main", "resources", "record-patients"))
                .withGenerated(3_000)
                .withAppAt("http://127.0.0.1:" + published.getAddress().getPort())
                .withExports(QUICK));
    }

    @AfterEach
    void right() {
        sandbox.faults().clear();
    }

    @AfterAll
    void stop() {
        sandbox.close();
        published.stop(0);
    }

    private ServerExport export(String scopes) {
        var jwks = URI.create("http://127.0.0.1:" + published.getAddress().getPort() + "/.well-known/jwks.json");
        var registration = IssuerRegistration.backend(
                        URI.create(sandbox.fhirBase()),
                        "prodrome-backend",
                        new ClientAuthentication.PrivateKeyJwt(keys, jwks),
                        Scopes.parse(scopes))
                .allowingLoopbackHttp();
        return new ServerExport(
                FhirAccess.of(SmartLauncher.builder().build().backend(registration)),
                FhirHttp.newClient(),
                IMPATIENT,
                Set.of(),
                ExportListener.NONE);
    }

    @Test
    void everyPatientComesWholeThoughFilesAreCutOffOnTheWayAndCanBeDeidentified() throws IOException {
        sandbox.faults().set(Interruption.BULK_FILE_CUT, 3);
        Path out = work.resolve("all");

        ExportReceipt receipt = export("system/*.rs").run(ExportOrder.of(new ExportOrder.MembersOf("everyone")), out);

        assertThat(receipt.errors()).isEmpty();
        assertThat(receipt.notes()).isEmpty();
        assertThat(ids(out))
                .containsExactlyInAnyOrderElementsOf(sandbox.store().patients().stream()
                        .map(entry -> entry.id())
                        .toList());
        assertThat(Export.open(out).forEach(record -> {}).whole()).isTrue();
        var report = Deidentification.run(
                out, work.resolve("deid"), Options.safeHarbor(LocalDate.of(2026, 11, 21)), ProgressListener.NONE);
        assertThat(report.brokenLines()).isZero();
        assertThat(report.cutOff()).isEmpty();
    }

    /** Of all Patients, those who withheld their record included. */
    private static List<String> ids(Path out) throws IOException {
        var ids = new ArrayList<String>();
        for (Path file : ExportFiles.in(out).of("Patient")) {
            try (var lines = new BufferedReader(new InputStreamReader(ExportFiles.open(file), UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    ids.add(new ObjectMapper().readTree(line).path("id").asText());
                }
            }
        }
        return ids;
    }

    @Test
    void givesWhatWasAskedForAlone() {
        var order = new ExportOrder(
                new ExportOrder.AllPatients(), List.of("Patient", "Condition"), null, ExportOrder.NDJSON);

        ExportReceipt receipt = export("system/Patient.rs system/Condition.rs").run(order, work.resolve("some"));

        assertThat(receipt.files()).extracting(ExportReceipt.FileReceipt::type).containsOnly("Patient", "Condition");
    }

    @Test
    void aJobThatTheSandboxFailsIsTold() {
        sandbox.faults().set(RecordDefect.BULK_JOB_FAILS);

        assertThatExceptionOfType(ExportFailed.class)
                .isThrownBy(() -> export("system/*.rs")
                        .run(
                                new ExportOrder(
                                        new ExportOrder.WholeSystem(), List.of("Patient"), null, ExportOrder.NDJSON),
                                work.resolve("failing")))
                .withMessageContaining("500");
    }
}
