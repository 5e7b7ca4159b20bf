package org.prodrome.fhir.bulk.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.line;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.bulk.server.BulkEhr.outcome;
import static org.prodrome.fhir.bulk.server.BulkEhr.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.bulk.Export;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

@Timeout(60)
class ServerExportTest {
    private static final SigningKeys KEYS = SigningKeys.inMemory(Clock.systemUTC());
    private static final ExportLimits LIMITS = new ExportLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            3,
            2,
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofSeconds(30),
            1 << 20);
    private static final ExportOrder ALL = ExportOrder.of(new ExportOrder.AllPatients());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @SuppressWarnings("NullAway.Init")
    private BulkEhr ehr;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private final ExportListener listener = new ExportListener() {
        @Override
        public void waiting(Duration next, String progress) {
            told.add(progress);
        }

        @Override
        public void received(int files, int of, long bytes) {}

        @Override
        public void note(String sentence) {
            told.add(sentence);
        }
    };

    @BeforeEach
    void aServerWithTwoPatients() throws IOException {
        ehr = new BulkEhr();
        ehr.files.put("Patient-1", line(patient()) + "\n");
        ehr.files.put("Patient-2", line(patient()).replace("\"p1\"", "\"p2\"") + "\n");
        ehr.files.put("Observation-1", observations());
    }

    @AfterEach
    void close() {
        ehr.close();
    }

    private static String observations() {
        var lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(line(creatinine("o" + i, "2020-01-01T10:00:00Z", "1." + i))
                            .replace("Patient/p1", "Patient/p" + (1 + i % 2)))
                    .append('\n');
        }
        return lines.toString();
    }

    private Path out() {
        return work.resolve("out");
    }

    private ServerExport export(String... fileHosts) {
        return new ServerExport(access(), FhirHttp.newClient(), LIMITS, Set.of(fileHosts), listener);
    }

    private ExportReceipt run() {
        return export().run(ALL, out());
    }

    private String text(String name) throws IOException {
        try (InputStream in = ExportFiles.open(out().resolve(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void fails(String... words) {
        assertThatExceptionOfType(ExportFailed.class)
                .isThrownBy(this::run)
                .satisfies(failed ->
                        assertThat(failed.getMessage()).contains(words).doesNotContain("Ada", "token-"));
    }

    @Test
    void bringsWhatTheReaderReads() throws IOException {
        ExportReceipt receipt = run();

        assertThat(receipt.files())
                .extracting(ExportReceipt.FileReceipt::name)
                .containsExactly("Patient.0001.ndjson.gz", "Patient.0002.ndjson.gz", "Observation.0001.ndjson.gz");
        assertThat(receipt.resources()).isEqualTo(202);
        assertThat(receipt.notes()).isEmpty();
        var summary = Export.open(out()).forEach(record -> {});
        assertThat(summary.patients()).isEqualTo(2);
        assertThat(summary.resources()).isEqualTo(202);
        assertThat(summary.brokenLines()).isZero();
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void leavesNothingBehindButTheExport() throws IOException {
        run();

        assertThat(ehr.count("DELETE /fhir/jobs/1")).isOne();
        try (var left = Files.list(out())) {
            assertThat(left.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(
                            "Patient.0001.ndjson.gz",
                            "Patient.0002.ndjson.gz",
                            "Observation.0001.ndjson.gz",
                            ".export-lock",
                            ExportReceipt.FILE);
        }
        assertThat(Files.readString(out().resolve(ExportReceipt.FILE)))
                .contains("2026-11-20T10:00:00Z")
                .doesNotContain("/files/", "token-");
    }

    @Test
    void packsAFileThatCameUnpacked() throws IOException {
        ehr.gzip = false;
        run();

        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void waitsAsLongAsTheServerAsksAndTellsItsProgress() {
        ehr.next("/fhir/jobs/1", exchange -> {
            exchange.getResponseHeaders().set("X-Progress", "half done");
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(202, -1);
        });
        long begun = System.nanoTime();
        run();

        assertThat(told).contains("half done");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitsWhereItIsTooMany() {
        BulkEhr.Fault busy = status(429, "Retry-After", "0", "");
        ehr.next("/fhir/Patient/$export", busy);
        ehr.next("/fhir/jobs/1", busy, busy, busy, busy, busy);
        ehr.next("/fhir/files/Patient-1", busy);

        assertThat(run().resources()).isEqualTo(202);
        assertThat(ehr.kickOffs()).isEqualTo(2);
    }

    @Test
    void goesOnWhereAFileWasCutOff() throws IOException {
        ehr.next("/fhir/files/Observation-1", ehr.cutOff());
        run();

        int half = BulkEhr.packed(observations()).length / 2;
        assertThat(ehr.ranges)
                .singleElement()
                .asString()
                .startsWith("/fhir/files/Observation-1: bytes=" + half + "- \"");
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void beginsAFileAnewWhereItMayHaveChanged() throws IOException {
        ehr.tags = false;
        ehr.next("/fhir/files/Observation-1", ehr.cutOff());
        run();

        assertThat(ehr.ranges).isEmpty();
        assertThat(ehr.count("GET /fhir/files/Observation-1")).isEqualTo(2);
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void takesTheWholeFileWhereTheServerGivesNoPart() throws IOException {
        ehr.next("/fhir/files/Observation-1", ehr.cutOff(), exchange -> {
            byte[] other = BulkEhr.packed(observations().replace("1.1", "2.1"));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        });
        run();

        assertThat(ehr.ranges).hasSize(1);
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations().replace("1.1", "2.1"));
    }

    @Test
    void breaksOffADownloadThatStandsStill() throws IOException {
        ehr.next("/fhir/files/Observation-1", ehr.hang(new CountDownLatch(1)));
        run();

        assertThat(ehr.ranges).hasSize(1);
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void fetchesADamagedFileAnewAndNotForEver() {
        BulkEhr.Fault damaged = exchange -> {
            byte[] whole = BulkEhr.packed(observations());
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, whole.length - 9);
            exchange.getResponseBody().write(whole, 0, whole.length - 9);
        };
        ehr.next("/fhir/files/Observation-1", damaged, damaged, damaged);

        fails("Observation.0001.ndjson.gz", "damaged gzip");
        assertThat(run().resources()).isEqualTo(202);
    }

    @Test
    void anHtmlPageIsNoFile() {
        BulkEhr.Fault page = status(200, "Content-Type", "text/html", "<html>Sign in, Ada</html>");
        ehr.next("/fhir/files/Patient-1", page, page, page);

        fails("Patient.0001.ndjson.gz", "no NDJSON");
    }

    @Test
    void aJobThatFailsIsToldByItsCodesAlone() {
        ehr.next("/fhir/jobs/1", outcome(500, "exception"));

        fails("500 (exception)");
        assertThat(ehr.count("GET /fhir/jobs/1")).isOne();
    }

    @Test
    void aPassingFailureIsWaitedOut() {
        ehr.next("/fhir/jobs/1", outcome(500, "transient"), status(503, "Retry-After", "0", ""));

        assertThat(run().resources()).isEqualTo(202);
    }

    @Test
    void aRefusedOrderIsToldByItsCodesAlone() {
        ehr.next("/fhir/Patient/$export", outcome(400, "not-supported"));

        fails("$export", "400 (not-supported)");
    }

    @Test
    void renewsATokenThatExpiredOnTheWay() {
        ehr.next("/fhir/files/Patient-2", exchange -> {
            ehr.expireToken();
            outcome(401, "expired").answer(exchange);
        });

        assertThat(run().resources()).isEqualTo(202);
        assertThat(ehr.count("POST /token")).isEqualTo(2);
    }

    @Test
    void goesOnAfterItWasStoppedWithoutAskingAgain() throws IOException {
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.next("/fhir/files/Observation-1", ehr.cutOff(), down, down, down);
        fails("Observation.0001.ndjson.gz", "503");
        assertThat(Files.readString(out().resolve(StateFile.NAME))).doesNotContain("token-", "/fhir/files/");
        assertThat(Files.readString(out().resolve(StateFile.OFFER))).contains("/fhir/files/");

        ehr.requests.clear();
        ExportReceipt receipt = run();

        assertThat(receipt.resources()).isEqualTo(202);
        assertThat(ehr.kickOffs()).isZero();
        assertThat(ehr.requests).doesNotContain("GET /fhir/files/Patient-1", "GET /fhir/files/Patient-2");
        assertThat(ehr.ranges.getLast()).startsWith("/fhir/files/Observation-1: bytes=");
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void asksAnewWhereTheServerHasForgottenTheJobWithAllItsFiles() throws IOException {
        ehr.next("/fhir/jobs/1", outcome(500, "exception"));
        fails("500");
        ehr.next("/fhir/jobs/1", outcome(404, "not-found"));

        assertThat(run().resources()).isEqualTo(202);
        assertThat(told).anyMatch(note -> note.contains("asked anew"));
        assertThat(ehr.kickOffs()).isEqualTo(2);
    }

    @Test
    void neverMixesTheFilesOfTwoExports() throws IOException {
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.next("/fhir/files/Observation-1", down, down, down);
        fails("503");
        ehr.time = "2026-11-21T10:00:00Z";
        ehr.files.put("Patient-1", line(patient()).replace("female", "male") + "\n");

        assertThat(run().transactionTime()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(text("Patient.0001.ndjson.gz")).contains("\"male\"");
    }

    @Test
    void givesAnExportUp() throws IOException {
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.next("/fhir/files/Observation-1", ehr.cutOff(), down, down, down);
        fails("503");

        assertThat(export().cancel(out())).isTrue();
        assertThat(ehr.count("DELETE /fhir/jobs/1")).isOne();
        try (var left = Files.list(out())) {
            assertThat(left).containsExactly(out().resolve(".export-lock"));
        }
    }

    @Test
    void stopsWhenInterruptedAndGoesOnLater() throws Exception {
        var halfway = new CountDownLatch(1);
        ehr.next("/fhir/files/Observation-1", ehr.hang(halfway));
        var failures = new ArrayList<Throwable>();
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                run();
            } catch (ExportFailed e) {
                failures.add(e);
            }
        });
        halfway.await();
        running.interrupt();
        running.join();

        assertThat(failures).singleElement().asString().contains("interrupted");
        assertThat(run().resources()).isEqualTo(202);
        assertThat(ehr.kickOffs()).isOne();
    }

    @Test
    void goesOnAfterItsProcessWasKilled() throws Exception {
        var halfway = new CountDownLatch(1);
        ehr.next("/fhir/files/Observation-1", ehr.hang(halfway));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportProcess.class.getName(),
                        ehr.base().toString(),
                        out().toString(),
                        work.resolve("keys.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
        halfway.await();
        process.destroyForcibly().waitFor();
        assertThat(process.exitValue()).isNotZero();

        assertThat(run().resources()).isEqualTo(202);
        assertThat(ehr.kickOffs()).isOne();
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void fetchesFilesFromAnAllowedHostWithoutTheToken() throws IOException {
        try (var store = new BulkEhr()) {
            store.files.putAll(ehr.files);
            store.requiresAccessToken = false;
            ehr.requiresAccessToken = false;
            ehr.fileBase = store.fileBase;

            fails("allowed host");
            assertThat(store.requests).isEmpty();
            assertThat(export(store.base().getAuthority()).run(ALL, out()).resources())
                    .isEqualTo(202);
            assertThat(store.withToken).isEmpty();
        }
    }

    @Test
    void givesTheTokenToNoOtherServerEvenAnAllowedOne() throws IOException {
        try (var store = new BulkEhr()) {
            ehr.fileBase = store.fileBase;

            assertThatExceptionOfType(ExportFailed.class)
                    .isThrownBy(() -> export(store.base().getAuthority()).run(ALL, out()));
            assertThat(store.requests).isEmpty();
        }
    }

    @Test
    void followsAJobToNoOtherServer() throws IOException {
        try (var other = new BulkEhr()) {
            ehr.next("/fhir/Patient/$export", exchange -> {
                exchange.getResponseHeaders().set("Content-Location", other.origin() + "/fhir/jobs/1");
                exchange.sendResponseHeaders(202, -1);
            });

            fails("own scheme, host and port");
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void sendsNoTokenWhereFilesNeedNone() {
        ehr.requiresAccessToken = false;

        assertThat(run().resources()).isEqualTo(202);
        assertThat(ehr.withToken).noneMatch(path -> path.contains("/files/"));
    }

    @Test
    void countsTheServersErrorsByCodeAndDeletionsByType() throws IOException {
        ehr.errors.put(
                "OperationOutcome-1",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-found\","
                        + "\"diagnostics\":\"Ada\"}]}\n");
        ehr.deleted.put(
                "Bundle-1",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\","
                        + "\"url\":\"Patient/gone\"}}]}\n");

        ExportReceipt receipt = run();

        assertThat(receipt.errors()).containsOnlyKeys("not-found").containsValue(1L);
        assertThat(receipt.deletions()).containsOnlyKeys("Patient").containsValue(1L);
        assertThat(out().resolve("deleted/Bundle.0001.ndjson.gz")).exists();
        assertThat(ExportFiles.in(out()).byType()).containsOnlyKeys("Patient", "Observation");
    }

    @Test
    void failsWhereAFileHasOtherLinesThanAnnounced() {
        ehr.manifest("""
                {"transactionTime":"2026-11-20T10:00:00Z","requiresAccessToken":true,
                 "output":[{"type":"Patient","url":"%sPatient-1","count":7}]}""".formatted(ehr.fileBase));

        fails("Patient.0001", "expected 7 lines", "got 1");
        fails("Patient.0001", "expected 7 lines");
        assertThat(ehr.count("GET /fhir/files/Patient-1")).isEqualTo(2);
        assertThat(ehr.count("DELETE /fhir/jobs/1")).isZero();
        assertThat(out().resolve(ExportReceipt.FILE)).doesNotExist();
    }

    @Test
    void aPartShorterThanAskedForIsNotTheEnd() throws IOException {
        ehr.gzip = false;
        int whole = observations().length();
        int end = whole / 2 + observations().substring(whole / 2).indexOf('\n');
        ehr.next("/fhir/files/Observation-1", ehr.cutOff(), exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Range", String.format(Locale.ROOT, "bytes %d-%d/%d", whole / 2, end, whole));
            exchange.sendResponseHeaders(206, end + 1L - whole / 2);
            exchange.getResponseBody()
                    .write(observations().substring(whole / 2, end + 1).getBytes(UTF_8));
        });
        run();

        assertThat(ehr.ranges).hasSize(2).last().asString().contains("bytes=" + (end + 1) + "-");
        assertThat(text("Observation.0001.ndjson.gz")).isEqualTo(observations());
    }

    @Test
    void aFileThatEndsWithItsConnectionIsWholeWhereItsLinesAreCounted() throws IOException {
        ehr.requiresAccessToken = false;
        try (var store = new BareFiles(line(patient()) + "\n", line(patient()) + "\n" + line(patient()) + "\n")) {
            ehr.manifest(bare(store, ",\"count\":2"));

            assertThat(export(store.authority()).run(ALL, out()).resources()).isEqualTo(2);
        }
    }

    @Test
    void aFileThatEndsWithItsConnectionIsNotTakenForWholeOtherwise() throws IOException {
        ehr.requiresAccessToken = false;
        try (var store = new BareFiles(line(patient()) + "\n")) {
            ehr.manifest(bare(store, ""));

            assertThatExceptionOfType(ExportFailed.class)
                    .isThrownBy(() -> export(store.authority()).run(ALL, out()))
                    .withMessageContaining("nobody can tell");
        }
    }

    private static String bare(BareFiles store, String count) {
        return """
                {"transactionTime":"2026-11-20T10:00:00Z","requiresAccessToken":false,
                 "output":[{"type":"Patient","url":"http://%s/Patient-1"%s}]}""".formatted(store.authority(), count);
    }

    @Test
    void beginsAnewWhereTheSameJobOffersItsFilesInAnotherOrder() throws IOException {
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.next("/fhir/files/Observation-1", down, down, down);
        fails("503");
        String first = String.valueOf(ehr.files.remove("Patient-1"));
        ehr.files.put("Patient-1", first);
        ehr.files.put("Observation-1", String.valueOf(ehr.files.remove("Observation-1")));

        assertThat(run().resources()).isEqualTo(202);
        assertThat(told).anyMatch(note -> note.contains("asked anew"));
        assertThat(text("Patient.0001.ndjson.gz")).contains("\"p2\"");
        assertThat(text("Patient.0002.ndjson.gz")).isEqualTo(first);
    }

    @Test
    void goesOnWhereOnlyTheSignatureOfAnAddressIsAnother() {
        String signed = """
                {"transactionTime":"2026-11-20T10:00:00Z","requiresAccessToken":true,"output":[
                 {"type":"Patient","url":"%1$sPatient-1?s=%2$s"},{"type":"Observation","url":"%1$sObservation-1?s=%2$s"}]}""";
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.manifest(signed.formatted(ehr.fileBase, "old"));
        ehr.next("/fhir/files/Observation-1", down, down, down);
        fails("503");
        ehr.manifest(signed.formatted(ehr.fileBase, "fresh"));

        assertThat(run().resources()).isEqualTo(201);
        assertThat(ehr.kickOffs()).isOne();
        assertThat(ehr.requests).contains("GET /fhir/files/Observation-1?s=fresh");
    }

    @Test
    void aKickOffThatAGatewayGaveUpOnIsNotRepeated() {
        BulkEhr.Fault gateway = status(504, "Retry-After", "0", "");
        ehr.next("/fhir/Patient/$export", gateway, gateway);

        fails("504", "a job may be running there");
        assertThat(ehr.kickOffs()).isOne();
    }

    @Test
    void aKickOffWithoutAnAnswerIsNotRepeated() {
        ehr.next("/fhir/Patient/$export", exchange -> {
            exchange.sendResponseHeaders(202, 10);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        fails("none", "a job may be running there");
        assertThat(ehr.kickOffs()).isOne();
    }

    @Test
    void aDirectoryStaysHeldByOneWhenAnotherLetsItGo() throws IOException {
        OutputDirectory.held(out()).close();

        assertThat(out().resolve(".export-lock")).exists();
        try (var held = OutputDirectory.held(out())) {
            assertThat(held.path()).isEqualTo(out());
            assertThatExceptionOfType(ExportFailed.class).isThrownBy(() -> OutputDirectory.held(out()));
        }
    }

    @Test
    void asksAnewWhereTheJobAndItsFilesHaveExpired() throws IOException {
        BulkEhr.Fault down = status(503, "Retry-After", "0", "");
        ehr.next("/fhir/files/Observation-1", down, down, down);
        fails("503");
        BulkEhr.Fault forgotten = outcome(404, "not-found");
        ehr.next("/fhir/jobs/1", forgotten, forgotten);
        ehr.next("/fhir/files/Observation-1", outcome(410, "not-found"));

        assertThat(run().resources()).isEqualTo(202);
        assertThat(told).anyMatch(note -> note.contains("asked anew"));
        assertThat(ehr.kickOffs()).isEqualTo(2);
    }

    @Test
    void aFileThatALiveJobDoesNotHaveIsAFailure() {
        BulkEhr.Fault forgotten = outcome(404, "not-found");
        ehr.next("/fhir/files/Observation-1", forgotten);

        fails("Observation.0001", "404 (not-found)");
        assertThat(ehr.kickOffs()).isOne();
    }

    @Test
    void readsAllPagesOfAManifest() {
        String page = """
                {"transactionTime":"2026-11-20T10:00:00Z","requiresAccessToken":true,
                 "output":[{"type":"Patient","url":"%s%s"}],"link":[%s]}""";
        ehr.manifest(page.formatted(
                ehr.fileBase, "Patient-1", "{\"relation\":\"next\",\"url\":\"" + ehr.base() + "/jobs/page2\"}"));
        ehr.next(
                "/fhir/jobs/page2",
                status(200, "Content-Type", "application/json", page.formatted(ehr.fileBase, "Patient-2", "")));

        assertThat(run().files()).hasSize(2);
    }

    @Test
    void refusesFileNamesOfTheServersChoosing() {
        ehr.manifest("""
                {"transactionTime":"2026-11-20T10:00:00Z","requiresAccessToken":true,
                 "output":[{"type":"../Patient","url":"%sPatient-1"}]}""".formatted(ehr.fileBase));

        fails("resource type");
    }

    @Test
    void refusesADirectoryWithAnotherExport() throws IOException {
        ehr.next("/fhir/jobs/1", outcome(500, "exception"));
        fails("500");
        assertThatExceptionOfType(ExportFailed.class)
                .isThrownBy(() -> export().run(ExportOrder.of(new ExportOrder.WholeSystem()), out()))
                .withMessageContaining("another one unfinished");

        run();
        assertThatExceptionOfType(ExportFailed.class).isThrownBy(this::run).withMessageContaining("holds NDJSON");
    }

    private FhirAccess access() {
        return FhirAccess.of(SmartLauncher.builder()
                .build()
                .backend(IssuerRegistration.backend(
                                ehr.base(),
                                "prodrome-bulk",
                                new ClientAuthentication.PrivateKeyJwt(KEYS),
                                Scopes.parse("system/*.rs"))
                        .allowingLoopbackHttp()));
    }
}
