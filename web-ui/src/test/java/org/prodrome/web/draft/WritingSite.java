package org.prodrome.web.draft;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.launcher.ClientAuthentication.PublicClient;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.LaunchRequest;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.config.WriteSettings;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.launch.OpenLaunches;
import org.prodrome.web.launch.TestLaunches;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of the app that writes drafts, at a sandbox EHR with one patient; it can be stopped at any point and started again. The
 * EHR outlives it, as what the app wrote there is taken out at the end.
 */
final class WritingSite implements AutoCloseable {
    static final String SCOPES = "launch openid fhirUser online_access patient/*.rs patient/ServiceRequest.cu"
            + " patient/MedicationRequest.cu patient/Condition.cu patient/DocumentReference.cu patient/Provenance.c";
    private static final String APP = "http://127.0.0.1:8080";
    private static final PatientId CLEO = new PatientId("cleo");

    final SettableClock clock = new SettableClock();
    private static final SigningKeys KEYS = SigningKeys.inMemory(Clock.systemUTC());
    private static final List<String> OF_THE_PATIENT =
            List.of("cleo-visit", "cleo-diabetes", "cleo-metformin", "cleo-allergy");

    private final Sandbox sandbox;
    private final DataSource database = TestStore.fresh();
    private final Path folder;
    private WriteSettings write = new WriteSettings("open", false, List.of());
    private AnnotationConfigApplicationContext app;

    /** Repositories and services come by their own annotations; the rest is given. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Parts {}

    WritingSite(Sandbox sandbox, Path folder) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.app = started();
    }

    /** The EHR, with an app that may also come in its own name. */
    static Sandbox startEhr() {
        return Sandbox.start(settings());
    }

    private static SandboxSettings settings() {
        try {
            Path patients = Path.of(Objects.requireNonNull(WritingSite.class.getResource("patients"))
                    .toURI());
            return SandboxSettings.onFreePort()
                    .withPatientData(patients)
                    .withAppAt(APP)
                    .withClient(ClientRegistration.backend("prodrome-public-backend", "backend", APP, "system/*.cruds")
                            .withKeys(KEYS.publicJwks()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Sandbox ehr() {
        return sandbox;
    }

    /** The same app with other settings for this EHR. */
    WritingSite with(WriteSettings settings) {
        write = settings;
        restart();
        return this;
    }

    /** As after a crash: whatever was in memory is gone. */
    void restart() {
        app.close();
        app = started();
    }

    <T> T part(Class<T> type) {
        return app.getBean(type);
    }

    private AnnotationConfigApplicationContext started() {
        var context = new AnnotationConfigApplicationContext();
        var transactions = new JdbcTransactionManager(database);
        var capabilities = new CapabilityDirectory(clock, CapabilityDirectory.Keeping.DEFAULT);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(JsonMapper.class, () -> new JsonMapper());
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MasterKey.class, () -> MasterKey.readOrCreate(TestStore.keyFile(folder)));
        context.registerBean(ProdromeSettings.class, this::prodrome);
        context.registerBean(SigningKeys.class, () -> KEYS);
        context.registerBean(SmartLauncher.class, this::launcher);
        context.registerBean(
                EhrWriter.class, () -> new EhrWriter(FhirHttp.newClient(), ReadLimits.DEFAULT, capabilities));
        context.registerBean(
                RecordReader.class,
                () -> new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT, Clock.systemUTC(), capabilities));
        context.registerBean(
                Suppression.class,
                () -> new Suppression(Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(90), ZoneOffset.UTC));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.register(Parts.class, OpenLaunches.class, PatientVault.class);
        context.scan("org.prodrome.web.draft", "org.prodrome.web.decision", "org.prodrome.web.audit");
        context.refresh();
        return context;
    }

    /** As a site would write them; every other setting has its default. */
    private ProdromeSettings prodrome() {
        String issuer = "prodrome.issuers[0].";
        Map<String, Object> written = new HashMap<>(Map.of(
                "prodrome.base-url",
                APP,
                "prodrome.data-dir",
                folder.toString(),
                "prodrome.model-dir",
                folder.toString(),
                "prodrome.trusted-keys-dir",
                folder.toString(),
                issuer + "issuer",
                sandbox.fhirBase(),
                issuer + "name",
                "Sandbox",
                issuer + "client-id",
                "prodrome-public-backend",
                issuer + "scopes",
                SCOPES.replace(' ', ','),
                issuer + "loopback-http",
                "true",
                issuer + "frame-origin",
                sandbox.origin()));
        written.put(issuer + "write.profile", write.profile());
        written.put(issuer + "write.backend", write.backend());
        written.put(issuer + "write.backend-scopes", String.join(",", write.backendScopes()));
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }

    private SmartLauncher launcher() {
        return SmartLauncher.builder()
                .register(IssuerRegistration.of(
                                URI.create(sandbox.fhirBase()),
                                "prodrome-public",
                                new PublicClient(),
                                URI.create(APP + "/launch/callback"),
                                Scopes.parse(SCOPES))
                        .allowingLoopbackHttp())
                .build();
    }

    /** A clinician opens the chart in the EHR. */
    OpenLaunch launch() {
        return launch(sandbox.store().users().getFirst().getIdElement().getIdPart());
    }

    OpenLaunch launch(String practitioner) {
        SmartLauncher launcher = part(SmartLauncher.class);
        var ticket = sandbox.launches().issue(LaunchRequest.of("prodrome-public", CLEO.value(), practitioner));
        var request = launcher.authorize(org.prodrome.launcher.LaunchRequest.of(query(ticket.launchUrl())));
        LaunchContext context =
                launcher.complete(RedirectParameters.of(query(redirected(request.uri()))), request.browserBinding());
        return TestLaunches.open(part(OpenLaunches.class), context, CLEO);
    }

    private static URI redirected(URI target) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    browser.send(HttpRequest.newBuilder(target).build(), HttpResponse.BodyHandlers.discarding());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Map<String, String[]> query(URI uri) {
        var parameters = new HashMap<String, String[]>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    new String[] {URLDecoder.decode(parts[1], StandardCharsets.UTF_8)});
        }
        return parameters;
    }

    PatientRecord read(OpenLaunch launch) {
        return part(RecordReader.class).read(FhirAccess.of(launch.context().access()), CLEO, Duration.ofSeconds(20));
    }

    /** A card as it was offered, and kept. */
    OfferedCard card(DraftProposal proposal) {
        return card(
                proposal,
                new Matter(UUID.randomUUID().toString().replace("-", "").repeat(2)));
    }

    /** Another card about the same matter. */
    OfferedCard card(DraftProposal proposal, Matter matter) {
        var suggestion = new Suggestion("take", "Take it", proposal, true);
        var source = new FhirReference("Condition", "cleo-diabetes", "1");
        var card = new Card(
                matter,
                Severity.INFO,
                "HbA1c is due",
                "why",
                new Basis.ByRule(new RuleVersion(
                        "diabetes-monitoring",
                        "1",
                        "title",
                        "citation",
                        "https://example.org",
                        "owner",
                        LocalDate.of(2030, 1, 1),
                        "hash")),
                List.of(new Evidence("Diabetes", "", null, List.of(source))),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(suggestion));
        var offered = new OfferedCard(UUID.randomUUID(), card, Stage.GENERAL, Map.of("take", UUID.randomUUID()));
        keep(offered);
        return offered;
    }

    private void keep(OfferedCard offered) {
        JdbcClient jdbc = JdbcClient.create(database);
        UUID assessment = UUID.randomUUID();
        jdbc.sql("INSERT INTO assessment (id, pseudonym, moment, as_of, rules_hash, envelope, created_at)"
                        + " VALUES (?, ?, 'PATIENT_VIEW', CURRENT_DATE, 'x', X'00', CURRENT_TIMESTAMP)")
                .params(assessment, "0".repeat(64))
                .update();
        jdbc.sql(
                        "INSERT INTO card (uuid, assessment_id, matter, pseudonym, issuer, channel, actor, source_id, source_version,"
                                + " severity, stage, outcome, issued_at, envelope) VALUES (?, ?, ?, ?, 'x', 'APP', ?, 'x', '1', 'INFO',"
                                + " 'GENERAL', 'SHOWN', CURRENT_TIMESTAMP, X'00')")
                .params(offered.uuid(), assessment, offered.card().matter().hash(), "0".repeat(64), "0".repeat(64))
                .update();
    }

    static DraftProposal hba1c() {
        return new DraftProposal.Service(
                CodedConcept.of(new Coding(Coding.LOINC, "4548-4", "Hemoglobin A1c")),
                DraftProposal.Service.Category.LABORATORY,
                "no HbA1c in six months");
    }

    static DraftProposal empagliflozin() {
        return new DraftProposal.Medication(
                CodedConcept.of(new Coding(Coding.RXNORM, "1545658", "empagliflozin 10 MG Oral Tablet")),
                "one in the morning",
                "HbA1c above target");
    }

    /** What the EHR's store holds of one type in this chart. */
    List<Resource> stored(String type) {
        return sandbox.store().chart(CLEO.value(), type);
    }

    @Override
    public void close() {
        app.close();
        sandbox.faults().clear();
        for (String type : List.of(
                "Provenance",
                "ServiceRequest",
                "MedicationRequest",
                "Condition",
                "DocumentReference",
                "AllergyIntolerance")) {
            stored(type).stream()
                    .map(resource -> resource.getIdElement().getIdPart())
                    .filter(id -> !OF_THE_PATIENT.contains(id))
                    .forEach(id -> sandbox.store().delete(type, id));
        }
    }
}
