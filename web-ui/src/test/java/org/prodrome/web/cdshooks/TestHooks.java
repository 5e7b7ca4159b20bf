package org.prodrome.web.cdshooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.reasoning.serving.RuleListener;
import org.prodrome.reasoning.serving.RuleServer;
import org.prodrome.reasoning.serving.RuleSettings;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.web.TestStore;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.config.SuppressionSettings;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;
import org.prodrome.web.store.MasterKey;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hook service without its web server, with the shipped rules and no model, unless a test puts in others. The database can be
 * made to hang.
 */
final class TestHooks implements AutoCloseable {
    static final String CLIENT = "https://ehr.example.org";
    static final String ISSUER = "https://ehr.example.org/fhir";
    static final Deadline PLENTY = Deadline.in(Duration.ofMinutes(10));
    private static final RulePack PACK = RulePack.load();
    private static final Timelines TIMELINES = Timelines.load();

    private final Path folder;
    private final Map<String, String> site = new HashMap<>();
    private final HangingStore store = new HangingStore(TestStore.fresh());
    private String database = "jdbc:h2:file:alone";
    private RiskSource model = RiskSource.none("no model is loaded");
    private RuleSource rules = RuleSource.unhurried(new RuleEngine(PACK));
    private AnnotationConfigApplicationContext app = new AnnotationConfigApplicationContext();

    /** Repositories and services come by their own annotations; the rest is given. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Parts {}

    /** A database that gives connections only while it is let; not to be asked for one costs no time. */
    static final class HangingStore extends DelegatingDataSource {
        private static final int ALL = 1_000;
        private final Semaphore open = new Semaphore(ALL);

        HangingStore(DataSource target) {
            super(target);
        }

        void hang() {
            open.acquireUninterruptibly(ALL);
        }

        void goOn() {
            open.release(ALL);
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            open.acquireUninterruptibly();
            open.release();
            return super.getConnection();
        }
    }

    TestHooks(Path folder) {
        this.folder = folder;
    }

    TestHooks with(RuleSource others) {
        rules = others;
        return this;
    }

    TestHooks with(RiskSource other) {
        model = other;
        return this;
    }

    TestHooks with(String setting, String value) {
        site.put(setting, value);
        return this;
    }

    /** A model that never answers. */
    static RiskSource silentModel() {
        return new RiskSource() {
            @Override
            public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
                return new CompletableFuture<>();
            }

            @Override
            public Optional<ModelVersion> version() {
                return Optional.empty();
            }
        };
    }

    /** None of the rules of a hook comes to a result. */
    static RuleSource broken(String reason) {
        return (question, releases, budget) -> PACK.descriptions().stream()
                .filter(rule -> rule.hooks().contains(question.hook()))
                .<RuleResult>map(rule -> new RuleResult.Broken(rule.version(), reason))
                .toList();
    }

    /** Several nodes may share the database, so that it decides whether a token was used. */
    TestHooks amongOthers() {
        database = "jdbc:postgresql://shared.example.org/prodrome";
        return this;
    }

    TestHooks start() {
        app.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("spring.datasource.url", database)));
        var transactions = new JdbcTransactionManager(store);
        app.registerBean(DataSource.class, () -> store);
        app.registerBean(JdbcClient.class, () -> JdbcClient.create(store));
        app.registerBean(PlatformTransactionManager.class, () -> transactions);
        app.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        app.registerBean(JsonMapper.class, () -> new JsonMapper());
        app.registerBean(Clock.class, TestStore::clock);
        app.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        app.registerBean(MasterKey.class, () -> MasterKey.readOrCreate(TestStore.keyFile(folder)));
        app.registerBean(ProdromeSettings.class, this::settings);
        app.registerBean(RecordReader.class, RecordReader::create);
        app.registerBean(RulePack.class, () -> PACK);
        app.registerBean(Suppression.class, () -> suppression(settings().suppression()));
        app.registerBean(
                RuleServer.class,
                () -> new RuleServer(new RuleEngine(PACK), RuleSettings.usual(), RuleListener.none()));
        app.registerBean(Assessment.class, this::assessment);
        app.register(Parts.class);
        for (String part : List.of("advice", "audit", "cdshooks", "decision", "governance", "store")) {
            app.scan("org.prodrome.web." + part);
        }
        app.refresh();
        ReleaseRegister releases = app.getBean(ReleaseRegister.class);
        PACK.descriptions().forEach(rule -> releases.register(Source.of(rule.version()), rule.stage()));
        return this;
    }

    private Assessment assessment() {
        return new Assessment(
                null,
                TIMELINES,
                model,
                rules,
                app.getBean(ReleaseRegister.class),
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(new byte[32])),
                Summaries.load(TIMELINES));
    }

    private static Suppression suppression(SuppressionSettings spans) {
        return new Suppression(
                spans.criticalOverride(),
                spans.otherOverride(),
                spans.accepted(),
                spans.episodeAtMost(),
                spans.criticalEpisodeAtMost(),
                ZoneOffset.UTC);
    }

    private ProdromeSettings settings() {
        String issuer = "prodrome.issuers[0].";
        Map<String, String> written = new HashMap<>(Map.of(
                "prodrome.base-url",
                "http://127.0.0.1:8080",
                "prodrome.data-dir",
                folder.toString(),
                "prodrome.model-dir",
                folder.toString(),
                "prodrome.trusted-keys-dir",
                folder.toString(),
                "prodrome.pilot-users",
                "*",
                issuer + "issuer",
                ISSUER,
                issuer + "name",
                "EHR",
                issuer + "client-id",
                "prodrome",
                issuer + "scopes",
                "launch",
                issuer + "frame-origin",
                "https://ehr.example.org"));
        written.put(issuer + "cds-client.iss", CLIENT);
        written.put(issuer + "cds-client.jwks", "https://ehr.example.org/jwks.json");
        written.putAll(site);
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }

    <T> T part(Class<T> type) {
        return app.getBean(type);
    }

    HangingStore store() {
        return store;
    }

    double counted(String name, String... tags) {
        var counter = part(MeterRegistry.class).find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Sends a hook about a woman whose last eGFR is 24 and who is about to get metformin. */
    CdsResponse call(CdsServiceKind kind, Deadline until) {
        return call(kind, until, body -> body);
    }

    CdsResponse call(CdsServiceKind kind, Deadline until, UnaryOperator<String> changed) {
        return call(kind, caller(), until, changed);
    }

    CdsResponse call(CdsServiceKind kind, Caller caller, Deadline until, UnaryOperator<String> changed) {
        byte[] body = changed.apply(body(kind)).getBytes(StandardCharsets.UTF_8);
        return part(HookCalls.class).answer(List.of(kind), caller, body, until);
    }

    /** The client with a fresh token. */
    Caller caller() {
        return new Caller(
                issuer(),
                CLIENT,
                UUID.randomUUID().toString(),
                Instant.now(TestStore.clock()).plusSeconds(300));
    }

    /** A turn with time for everything. */
    HookTurn turn() {
        return HookTurn.of(PLENTY, Duration.ofMinutes(1), part(HookPlaces.class).turn(CLIENT, PLENTY));
    }

    IssuerSettings issuer() {
        return part(ProdromeSettings.class).issuers().getFirst();
    }

    private static String body(CdsServiceKind kind) {
        String day = LocalDate.ofInstant(Instant.now(TestStore.clock()), ZoneOffset.UTC)
                .minusDays(30)
                .toString();
        return """
                {"hook":"%s","hookInstance":"%s",
                 "context":{"userId":"Practitioner/d","patientId":"p1"%s},
                 "prefetch":{"patient":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"},
                  "conditions":null,"medications":null,"pastMedications":null,"statements":null,"measurements":null,"allergies":null,"consents":null,
                  "observations":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":
                   {"resourceType":"Observation","id":"e1","status":"final",
                    "code":{"coding":[{"system":"http://loinc.org","code":"33914-3"}]},
                    "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/p1"},
                    "effectiveDateTime":"%s","valueQuantity":{"value":24,"unit":"mL/min/{1.73_m2}",
                     "system":"http://unitsofmeasure.org","code":"mL/min/{1.73_m2}"}}}]}}}""".formatted(kind.hook(), UUID.randomUUID(), kind == CdsServiceKind.ORDER_SIGN ? ORDERS : "", day);
    }

    private static final String ORDERS = """
            ,"draftOrders":{"resourceType":"Bundle","type":"collection","entry":[{"resource":
             {"resourceType":"MedicationRequest","id":"d1","status":"draft","intent":"order","subject":{"reference":"Patient/p1"},
              "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975",
               "display":"metformin 500 MG"}]}}}]}""";

    @Override
    public void close() {
        app.close();
    }
}
