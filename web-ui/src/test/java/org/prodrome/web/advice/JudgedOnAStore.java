package org.prodrome.web.advice;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Card;
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

/** A judge on the product's own database, with some rules and a model that are released, and one user who asks. */
abstract class JudgedOnAStore {
    static final Pseudonym ACTOR = new Pseudonym("c".repeat(64));
    static final String USER = "https://ehr.example/fhir/Practitioner/7";
    static final Asker NURSE =
            new Asker(Channel.CDS, USER, "1", new Whereabouts("e1", Set.of("nurse"), Set.of(), Set.of()));
    static final String EPISODE = "e".repeat(64);

    @TempDir
    Path folder;

    DataSource store;
    ReleaseRegister releases;

    @BeforeEach
    void released() {
        store = TestStore.fresh();
        releases = TestReleases.in(store, folder);
        releases.register(Source.of(TestCards.MODEL), Stage.GENERAL);
        for (String rule : List.of("a", "b", "c", "not-checked")) {
            releases.register(Source.of(TestCards.rule(rule)), Stage.PILOT);
            releases.move(Source.of(TestCards.rule(rule)), Stage.GENERAL, "tests");
        }
        releases.register(Source.of(TestCards.rule("pilot")), Stage.PILOT);
    }

    /** At the opening of a chart, where everything is judged. */
    final List<JudgedCard> judged(Map<String, String> site, List<Decision> decided, Card... cards) {
        return judgedAt(Moment.PATIENT_VIEW, site, decided, cards);
    }

    final List<JudgedCard> judgedAt(Moment moment, Map<String, String> site, List<Decision> decided, Card... cards) {
        return judge(site).judge(NURSE, ACTOR, moment, assessed(cards), decided, EPISODE);
    }

    final CardJudge judge(Map<String, String> site) {
        ProdromeSettings settings = TestSettings.of(folder, site);
        Clock clock = TestStore.clock();
        var spans = settings.suppression();
        return new CardJudge(
                new Audience(releases, settings),
                new Suppression(
                        spans.criticalOverride(),
                        spans.otherOverride(),
                        spans.accepted(),
                        spans.episodeAtMost(),
                        spans.criticalEpisodeAtMost(),
                        ZoneOffset.UTC),
                new AlertBudget(
                        TestStore.client(store), settings, new QuickReads(settings, new SimpleMeterRegistry()), clock),
                settings,
                clock);
    }

    static Assessed assessed(Card... cards) {
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

    static Decision overridden(Card card, @Nullable String episode) {
        return new Decision(
                UUID.randomUUID(),
                UUID.randomUUID(),
                card.matter(),
                new Act.Overridden("will-monitor", null),
                Channel.CDS,
                ACTOR,
                TestStore.clock().instant().minus(Duration.ofMinutes(5)),
                Set.of(),
                card.severity() == Severity.CRITICAL ? Set.of(card.matter()) : Set.of(),
                episode);
    }

    final void told(String rule, OffsetDateTime at) {
        told(rule, at, Moment.PATIENT_VIEW);
    }

    final void told(String rule, OffsetDateTime at, Moment moment) {
        UUID assessment = UUID.randomUUID();
        TestStore.client(store)
                .sql("INSERT INTO assessment (id, pseudonym, moment, as_of, rules_hash, envelope, created_at)"
                        + " VALUES (?, ?, ?, CURRENT_DATE, 'x', X'00', CURRENT_TIMESTAMP)")
                .params(assessment, "0".repeat(64), moment.name())
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
