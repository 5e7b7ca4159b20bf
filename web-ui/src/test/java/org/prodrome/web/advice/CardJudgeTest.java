package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.web.TestStore;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;
import org.prodrome.web.governance.TestReleases;
import org.prodrome.web.store.Pseudonym;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What one asker sees of the cards of an assessment, on the product's own database. */
class CardJudgeTest {
    private static final Pseudonym ACTOR = new Pseudonym("c".repeat(64));
    private static final String USER = "https://ehr.example/fhir/Practitioner/7";
    private static final Asker NURSE =
            new Asker(Channel.CDS, USER, "1", new Whereabouts("e1", Set.of("nurse"), Set.of(), Set.of()));
    private static final String EPISODE = "e".repeat(64);

    @TempDir
    Path folder;

    private DataSource store;
    private ReleaseRegister releases;

    @BeforeEach
    void released() {
        store = TestStore.fresh();
        releases = TestReleases.in(store, folder);
        releases.register(Source.of(TestCards.MODEL), Stage.GENERAL);
        for (String rule : List.of("a", "b", "c", "not-checked")) {
            releases.register(Source.of(TestCards.rule(rule)), Stage.GENERAL);
        }
        releases.register(Source.of(TestCards.rule("pilot")), Stage.PILOT);
    }

    @Test
    void ofAJoinedCardWhoIsNotInThePilotSeesTheRiskAlone() {
        Card joined =
                Joined.of(List.of(TestCards.ofPatient("pilot", Severity.WARNING), TestCards.ofModel("ckd-4")));

        assertThat(judged(Map.of(), List.of(), joined))
                .extracting(one -> one.card().card().bases().stream().map(Basis::sourceId).toList(), JudgedCard::showing)
                .containsExactly(
                        tuple(List.of("model/ckd-4"), Showing.SHOWN),
                        tuple(List.of("pilot"), Showing.SILENT));
    }

    @Test
    void aRiskBesideARuleIsReadOnlyByWhomTheModelIsReleasedTo() {
        Card rule = TestCards.ofOrder("a", Severity.WARNING).withRisks(List.of(TestCards.context("ckd-4")));

        assertThat(judged(Map.of(), List.of(), rule).getFirst().card().card().risks())
                .hasSize(1);
        releases.move(Source.of(TestCards.MODEL), Stage.SILENT, "tests");
        releases = TestReleases.in(store, folder);
        assertThat(judged(Map.of(), List.of(), rule).getFirst().card().card().risks())
                .isEmpty();
    }

    @Test
    void theRoleSettingKeepsOnePartBackAndShowsTheOther() {
        Card joined =
                Joined.of(List.of(TestCards.ofOrder("a", Severity.CRITICAL), TestCards.ofOrder("b", Severity.WARNING)));
        Map<String, String> quiet = Map.of(
                "prodrome.suppression.not-shown[0].rules", "b",
                "prodrome.suppression.not-shown[0].roles", "nurse",
                "prodrome.suppression.not-shown[0].reason", "the committee, 2026-11-22");

        assertThat(judged(quiet, List.of(), joined))
                .extracting(one -> one.card().card().basis().sourceId(), JudgedCard::showing)
                .containsExactly(
                        tuple("a", Showing.SHOWN),
                        tuple("b", Showing.ROLE));
    }

    @Test
    void anOverrideInThisEncounterIsToldApartFromAnotherOne() {
        Card card = TestCards.ofOrder("a", Severity.WARNING);

        assertThat(judged(Map.of(), List.of(overridden(card, EPISODE)), card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.EPISODE);
        assertThat(judged(Map.of(), List.of(overridden(card, null)), card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.DECIDED);
    }

    @Test
    void pastTheBudgetTheMostUrgentAreToldAndTheFirstSaysHowManyAreNot() {
        Map<String, String> two = Map.of("prodrome.suppression.alerts-per-hour", "2");
        List<JudgedCard> judged = judged(
                two,
                List.of(),
                TestCards.ofOrder("a", Severity.INFO),
                TestCards.notChecked(),
                TestCards.ofOrder("b", Severity.WARNING),
                TestCards.ofOrder("c", Severity.CRITICAL),
                TestCards.ofModel("ckd-4"));

        assertThat(judged)
                .extracting(one -> one.card().card().basis().sourceId(), JudgedCard::showing)
                .containsExactly(
                        tuple("c", Showing.SHOWN),
                        tuple("b", Showing.SHOWN),
                        tuple("model/ckd-4", Showing.SHOWN),
                        tuple("not-evaluated", Showing.SHOWN),
                        tuple("a", Showing.BUDGET));
        assertThat(judged.getFirst().card().card().missing())
                .containsExactly("1 less urgent card: the limit of 2 an hour is reached; Prodrome's chart shows all");
    }

    @Test
    void whatAnotherNodeToldThisUserWithinTheHourCounts() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(50)));
        Card card = TestCards.ofOrder("a", Severity.WARNING);

        assertThat(judged(Map.of(), List.of(), card)).extracting(JudgedCard::showing).containsExactly(Showing.BUDGET);
        assertThat(judged(Map.of("prodrome.suppression.alerts-per-hour", "0"), List.of(), card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
    }

    @Test
    void whatWasToldMoreThanAnHourAgoCountsNoMore() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(61)));

        assertThat(judged(Map.of(), List.of(), TestCards.ofOrder("a", Severity.WARNING)))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
    }

    @Test
    void theAppAndACallForNobodyHaveNoBudget() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC)));
        Assessed assessed = assessed(TestCards.ofOrder("a", Severity.WARNING));

        for (Asker asker : List.of(
                new Asker(Channel.APP, USER, null), new Asker(Channel.CDS, "https://ehr.example/client", "1"))) {
            assertThat(judge(Map.of()).judge(asker, ACTOR, assessed, List.of(), null))
                    .extracting(JudgedCard::showing)
                    .containsExactly(Showing.SHOWN);
        }
    }

    private List<JudgedCard> judged(Map<String, String> site, List<Decision> decided, Card... cards) {
        return judge(site).judge(NURSE, ACTOR, assessed(cards), decided, EPISODE);
    }

    private CardJudge judge(Map<String, String> site) {
        ProdromeSettings settings = settings(site);
        Clock clock = TestStore.clock();
        var spans = settings.suppression();
        return new CardJudge(
                new Audience(releases, settings),
                new Suppression(
                        spans.criticalOverride(),
                        spans.otherOverride(),
                        spans.accepted(),
                        spans.episodeAtMost(),
                        ZoneOffset.UTC),
                new AlertBudget(
                        TestStore.client(store), settings, new QuickReads(settings, new SimpleMeterRegistry()), clock),
                settings,
                clock);
    }

    private ProdromeSettings settings(Map<String, String> site) {
        Map<String, String> written = new HashMap<>(Map.of(
                "prodrome.base-url", "http://127.0.0.1:8080",
                "prodrome.data-dir", folder.toString(),
                "prodrome.model-dir", folder.toString(),
                "prodrome.trusted-keys-dir", folder.toString(),
                "prodrome.issuers", ""));
        written.putAll(site);
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }

    private static Assessed assessed(Card... cards) {
        var record = TestAssessments.record();
        return new Assessed(
                Timelines.load().build(record, TestAssessments.TODAY),
                new ModelAnswer.Unavailable("no model"),
                List.of(),
                List.of(),
                List.of(cards),
                List.of(),
                new Summary(List.of(), List.of()));
    }

    private static Decision overridden(Card card, @Nullable String episode) {
        return new Decision(
                UUID.randomUUID(),
                UUID.randomUUID(),
                card.matter(),
                new Act.Overridden("will-monitor", null),
                Channel.CDS,
                ACTOR,
                TestStore.clock().instant().minus(Duration.ofMinutes(5)),
                Set.of(),
                episode);
    }

    private void told(String rule, OffsetDateTime at) {
        UUID assessment = UUID.randomUUID();
        TestStore.client(store)
                .sql("INSERT INTO assessment (id, pseudonym, moment, as_of, rules_hash, envelope, created_at)"
                        + " VALUES (?, ?, 'ORDER_SIGN', CURRENT_DATE, 'x', X'00', CURRENT_TIMESTAMP)")
                .params(assessment, "0".repeat(64))
                .update();
        TestStore.client(store)
                .sql("INSERT INTO card (uuid, assessment_id, matter, pseudonym, issuer, channel, actor, source_id,"
                        + " source_version, severity, stage, outcome, issued_at, envelope) VALUES (?, ?, ?, ?, 'x', 'CDS', ?,"
                        + " ?, '1', 'WARNING', 'GENERAL', 'SHOWN', ?, X'00')")
                .params(
                        UUID.randomUUID(),
                        assessment,
                        TestCards.matter(rule).hash(),
                        "0".repeat(64),
                        ACTOR.hash(),
                        rule,
                        at)
                .update();
    }
}
