package org.prodrome.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.web.advice.ModelCard;
import org.prodrome.web.advice.ModelCards;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;
import org.prodrome.web.governance.TestReleases;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;

/** The app as it watches its model's directory, which here is a link to a package. */
class ModelSwapTest {
    private static final Duration PLENTY = Duration.ofMinutes(3);
    private static final Outcome OUTCOME = new Outcome("heart-failure", "heart failure");
    private static final Timeline STORY = new Timeline(
            LocalDate.of(2026, 1, 2), LocalDate.of(1961, 1, 2), Demographics.Sex.FEMALE, List.of(), 0, List.of());

    private final DataSource store = TestStore.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ModelCards cards = new ModelCards();

    @TempDir
    Path folder;

    private TestPackages packages;
    private ReleaseRegister releases;
    private ServedModel served;
    private @Nullable ModelWatch watching;
    private String watch = "100ms";

    @BeforeEach
    void prepare() throws Exception {
        packages = new TestPackages(folder.resolve("packages"));
        releases = TestReleases.in(store, folder);
        served = new ServedModel(releases, TestAudit.log(store, folder), cards, new ServingMeters(meters));
    }

    @AfterEach
    void close() {
        if (watching != null) {
            watching.close();
        }
        served.close();
    }

    @Test
    void anotherPackageTakesOverWithoutAFailedQuestionAndABadOneLeavesItInService() throws Exception {
        start(packages.version("one", "1"));
        ModelVersion one = served.version().orElseThrow();
        releases.move(Source.of(one), Stage.GENERAL, "tests");
        Queue<ModelAnswer> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> callers = IntStream.range(0, 3)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    while (!enough.get()) {
                        answers.add(served.ask(STORY, Depth.RISKS, PLENTY).join());
                    }
                }))
                .toList();

        link(packages.version("two", "2"));
        await().atMost(PLENTY).until(() -> versionsOf(answers).contains("2"));
        enough.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(RiskProfile.class));
        assertThat(versionsOf(answers)).containsOnly("1", "2");
        ModelVersion two = served.version().orElseThrow();
        assertThat(releases.ofModel(one, OUTCOME)).isEqualTo(Stage.GENERAL);
        assertThat(releases.ofModel(two, OUTCOME)).isEqualTo(Stage.PILOT);
        assertThat(cards.served().page()).isEqualTo("<p>2</p>");
        assertThat(cards.of(one).page()).isEqualTo("<p>1</p>");
        assertThat(audited())
                .containsExactly("STAGE_CHANGED", "MODEL_SERVED", "STAGE_CHANGED", "STAGE_CHANGED", "MODEL_SERVED");

        Path bad = packages.version("bad", "3");
        Files.writeString(bad.resolve("calibration.json"), "{}");
        link(bad);
        await().atMost(PLENTY).until(() -> served.refused().isPresent());

        assertThat(served.version()).contains(two);
        assertThat(served.ask(STORY, Depth.RISKS, PLENTY).join()).isInstanceOf(RiskProfile.class);
        assertThat(cards.served().page()).isEqualTo("<p>2</p>");
        var health = new ModelHealth(served).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("version", "2")
                .hasEntrySatisfying(
                        "detail", detail -> assertThat(detail.toString()).startsWith("calibration.json:"));
        assertThat(refusedGauge()).isEqualTo(1);
        assertThat(audited()).endsWith("MODEL_REFUSED");
    }

    @Test
    void aPackageThatIsMendedIsServedWithoutARestart() throws Exception {
        Path broken = packages.version("broken", "1");
        byte[] calibration = Files.readAllBytes(broken.resolve("calibration.json"));
        Files.writeString(broken.resolve("calibration.json"), "{}");
        start(broken);
        assertThat(new ModelHealth(served).health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(served.ask(STORY, Depth.RISKS, PLENTY).join())
                .isEqualTo(new ModelAnswer.Unavailable("the model package was refused"));

        Files.write(broken.resolve("calibration.json"), calibration);
        await().atMost(PLENTY).until(() -> served.version().isPresent());

        assertThat(served.ask(STORY, Depth.RISKS, PLENTY).join()).isInstanceOf(RiskProfile.class);
        assertThat(new ModelHealth(served).health().getStatus()).isEqualTo(Status.UP);
        assertThat(refusedGauge()).isZero();
    }

    @Test
    void anotherShadowTakesTheFirstOnesPlaceAndEndsWhenItIsServed() throws Exception {
        link(packages.version("two", "2"), shadow());
        start(packages.version("one", "1"));
        await().atMost(PLENTY).until(() -> "2".equals(shadowed()));

        Path three = packages.version("three", "3");
        link(three, shadow());
        await().atMost(PLENTY).until(() -> "3".equals(shadowed()));
        link(three);
        await().atMost(PLENTY).until(() -> "none".equals(shadowed()));

        assertThat(served.version().orElseThrow().version()).isEqualTo("3");
        assertThat(served.ask(STORY, Depth.RISKS, PLENTY).join()).isInstanceOf(RiskProfile.class);
    }

    @Test
    void aModelThatCannotBeRegisteredLeavesTheRulesAtWork() throws Exception {
        start(packages.version("endless", "1".repeat(61)));

        assertThat(served.version()).isEmpty();
        var health = new ModelHealth(served).health();
        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails())
                .containsEntry("reason", "the model could not be registered")
                .containsEntry("detail", "version: expected at most 60 characters, got 61");
        assertThat(cards.served()).isEqualTo(ModelCard.NONE);
    }

    @Test
    void aPackageWhoseKeyIsTrustedLaterIsServedWithoutARestart() throws Exception {
        Path key = packages.trusted().resolve("site.pub");
        Path kept = Files.move(key, folder.resolve("site.pub"));
        start(packages.version("one", "1"));
        assertThat(served.version()).isEmpty();

        Files.move(kept, key);
        await().atMost(PLENTY).until(() -> served.version().isPresent());

        assertThat(served.refused()).isEmpty();
    }

    @Test
    void aModelWhoseKeyIsNoLongerTrustedGoesOnAndHealthSaysIt() throws Exception {
        start(packages.version("one", "1"));

        Files.delete(packages.trusted().resolve("site.pub"));
        await().atMost(PLENTY).until(() -> served.refused().isPresent());

        assertThat(served.version()).isPresent();
        assertThat(new ModelHealth(served).health().getDetails()).containsKey("refused");
    }

    @Test
    void aShadowThatWasAwayForOneLookStaysAndOneThatWasAwayLongerIsLoadedAgain() throws Exception {
        Path two = packages.version("two", "2");
        link(two, shadow());
        watch = "0";
        ModelWatch looking = start(packages.version("one", "1"));
        await().atMost(PLENTY).until(() -> "2".equals(shadowed()));

        Files.delete(shadow());
        looking.look();
        assertThat(shadowed()).isEqualTo("2");
        link(two, shadow());
        looking.look();
        looking.look();
        assertThat(shadowed()).isEqualTo("2");

        Files.delete(shadow());
        looking.look();
        looking.look();
        assertThat(shadowed()).isEqualTo("none");
        link(two, shadow());
        looking.look();
        looking.look();
        assertThat(shadowed()).isEqualTo("2");
    }

    private ModelWatch start(Path directory) throws IOException {
        link(directory);
        ProdromeSettings settings = settings();
        served.take(PackageLoad.of(settings.modelDir(), settings));
        ModelWatch started = new ModelWatch(served, settings);
        watching = started;
        started.start();
        return started;
    }

    private void link(Path directory) throws IOException {
        link(directory, model());
    }

    private void link(Path directory, Path place) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("next"), directory);
        Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path shadow() {
        return folder.resolve("shadow");
    }

    private String shadowed() {
        return served.server()
                .flatMap(RiskServer::shadowVersion)
                .map(ModelVersion::version)
                .orElse("none");
    }

    private Path model() {
        return folder.resolve("model");
    }

    private static List<String> versionsOf(Queue<ModelAnswer> answers) {
        return answers.stream()
                .filter(RiskProfile.class::isInstance)
                .map(answer -> ((RiskProfile) answer).model().version())
                .distinct()
                .toList();
    }

    private double refusedGauge() {
        return meters.get("prodrome.model.package.refused").gauge().value();
    }

    private List<@Nullable String> audited() {
        return TestStore.client(store)
                .sql("SELECT kind FROM audit_entry ORDER BY seq")
                .query(String.class)
                .list();
    }

    private ProdromeSettings settings() {
        Map<String, Object> written = new HashMap<>(Map.of(
                "prodrome.base-url",
                "http://127.0.0.1:8080",
                "prodrome.data-dir",
                folder.toString(),
                "prodrome.model-dir",
                model().toString(),
                "prodrome.model-watch",
                watch,
                "prodrome.trusted-keys-dir",
                packages.trusted().toString(),
                "prodrome.issuers",
                ""));
        if (Files.exists(shadow())) {
            written.put("prodrome.shadow-model-dir", shadow().toString());
        }
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }
}
