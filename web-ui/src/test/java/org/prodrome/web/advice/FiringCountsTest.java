package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.FiringCounts.Count;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.TestDecisions;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.TestVaults;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of cards and decisions, and what is counted of it. */
class FiringCountsTest {
    private static final RulePack PACK = RulePack.load();
    private static final String EPISODE = "e".repeat(64);
    private static final Card RULE = TestCards.ofPatient("a", Severity.INFO);
    private static final Card RISK = TestCards.ofModel("ckd-4");

    @TempDir
    Path folder;

    private DataSource store;
    private PatientVault vault;
    private StoreQueue queue;
    private AdviceKeeping keeping;
    private DecisionBook book;
    private FiringCounts counts;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        store = TestStore.fresh();
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        vault = TestVaults.of(store, master);
        var jdbc = TestStore.client(store);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(store));
        queue = new StoreQueue(transaction, TestSettings.of(folder, Map.of()), meters);
        keeping = new AdviceKeeping(
                new CardLedger(jdbc, vault, new JsonMapper(), queue),
                PACK,
                TestAudit.log(store, folder),
                new AdviceMeters(meters),
                transaction,
                queue,
                TestStore.clock());
        book = TestDecisions.book(store, vault, folder, meters);
        counts = new FiringCounts(jdbc);
    }

    @Test
    void aDecisionOnAJoinedCardCountsForEachRuleOnItAndForItsMatters() {
        JudgedCard joined = judged(Joined.of(List.of(RULE, RISK)), Showing.SHOWN);
        keep(joined);
        decide(joined, new Act.Overridden("will-monitor", null));

        Decision decision = book.of(patient()).getFirst();
        assertThat(decision.covers()).containsExactlyInAnyOrder(RULE.matter(), RISK.matter());
        assertThat(decision.criticals()).isEmpty();
        assertThat(decision.episode()).isEqualTo(EPISODE);
        assertThat(counted())
                .containsExactly(
                        count("a", "1.0.0", Map.of(Showing.SHOWN, 1L), Map.of("will-monitor", 1L), 0),
                        count("model/ckd-4", "3.1", Map.of(Showing.SHOWN, 1L), Map.of("will-monitor", 1L), 0));
    }

    @Test
    void aDecisionKnowsWhichOfItsMattersWereCritical() {
        Card critical = TestCards.ofPatient("b", Severity.CRITICAL);
        JudgedCard joined = judged(Joined.of(List.of(critical, RULE)), Showing.SHOWN);
        keep(joined);
        decide(joined, new Act.Overridden("will-monitor", null));

        assertThat(book.of(patient()).getFirst().criticals()).containsExactly(critical.matter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"matter = 'x'", "channel = 'FAX'", "actor = 'nobody'"})
    void whatIsNoDecisionIsCountedAndCostsNoOther(String damage) {
        JudgedCard first = judged(RULE, Showing.SHOWN);
        JudgedCard second = judged(RISK, Showing.SHOWN);
        decideBothAndDamage(first, second, damage);

        assertThat(book.of(patient()))
                .extracting(Decision::card)
                .containsExactly(second.card().uuid());
        assertThat(meters.counter("prodrome.decisions.unreadable").count()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"kind = 'FUTURE', FUTURE", "envelope = X'00', OVERRIDDEN"})
    void anActThatCannotBeReadIsOnRecordAsUnknownAndCounted(String damage, String kind) {
        JudgedCard first = judged(RULE, Showing.SHOWN);
        JudgedCard second = judged(RISK, Showing.SHOWN);
        decideBothAndDamage(first, second, damage);

        assertThat(book.of(patient()))
                .extracting(Decision::card, Decision::act)
                .containsExactly(
                        tuple(first.card().uuid(), new Act.Unreadable(kind)),
                        tuple(second.card().uuid(), new Act.Overridden("will-monitor", null)));
        assertThat(meters.counter("prodrome.decisions.unreadable").count()).isOne();
    }

    private void decideBothAndDamage(JudgedCard first, JudgedCard second, String damage) {
        keep(first);
        keep(second);
        decide(first, new Act.Overridden("will-monitor", null));
        decide(second, new Act.Overridden("will-monitor", null));
        TestStore.client(store)
                .sql("UPDATE decision SET " + damage + " WHERE card_uuid = ?")
                .param(first.card().uuid())
                .update();
    }

    @Test
    void everyReasonForHoldingBackIsCountedInTheDatabaseAndInTheMetrics() {
        for (Showing showing : Showing.values()) {
            keep(judged(RULE, showing));
        }
        keep(judged(RULE, Showing.BUDGET));
        keep(judged(TestCards.notChecked(), Showing.SHOWN));

        Count of = counted().getFirst();
        assertThat(of.fired()).isEqualTo(11);
        assertThat(of.shown()).isOne();
        assertThat(of.heldBack()).isEqualTo(8);
        assertThat(of.became()).hasSize(10).containsEntry(Showing.BUDGET, 2L).containsEntry(Showing.SILENT, 1L);
        assertThat(counted().getLast())
                .extracting(Count::source, Count::fired, Count::notEvaluated)
                .containsExactly("not-checked", 0L, 1L);
        assertThat(meters.counter("prodrome.cards.held.back", "rule", "a", "reason", "budget")
                        .count())
                .isEqualTo(2);
        assertThat(meters.counter("prodrome.cards.held.back", "rule", "a", "reason", "silent")
                        .count())
                .isZero();
        assertThat(meters.counter("prodrome.cards.shown", "rule", "a").count()).isOne();
    }

    @Test
    void acceptedAndTakenBackIsNotAccepted() {
        JudgedCard card = judged(RULE, Showing.SHOWN);
        keep(card);
        decide(card, new Act.Accepted("order:x"));
        assertThat(counted().getFirst().accepted()).isOne();
        book.withdraw(
                patient(),
                book.of(patient()).getFirst().id(),
                new Pseudonym("c".repeat(64)),
                Instant.now(TestStore.clock()));

        assertThat(counted().getFirst().accepted()).isZero();
    }

    @Test
    void anotherPeriodHasNoneOfIt() {
        keep(judged(RULE, Showing.SHOWN));
        Instant tomorrow = Instant.now(TestStore.clock()).plus(1, ChronoUnit.DAYS);

        assertThat(counts.between(tomorrow, tomorrow.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void theAuditNamesRuleVersionAndReasonOfWhatWasHeldBack() {
        keep(judged(RULE, Showing.SHOWN), judged(RISK, Showing.ROLE), judged(RULE, Showing.SILENT));

        assertThat(TestAudit.facts(store, vault, AuditKind.ASSESSMENT))
                .singleElement()
                .satisfies(facts -> assertThat(facts)
                        .containsEntry("heldBack", "model/ckd-4 3.1 ROLE")
                        .containsEntry("shown", "1"));
    }

    private List<Count> counted() {
        Instant now = Instant.now(TestStore.clock());
        return counts.between(now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS));
    }

    private static Count count(
            String source, String version, Map<Showing, Long> became, Map<String, Long> overridden, long accepted) {
        long fired = became.values().stream().mapToLong(Long::longValue).sum();
        return new Count(source, version, fired, became, 0, overridden, accepted, 0, 0);
    }

    private Pseudonym patient() {
        return vault.patient(
                "https://ehr.example/fhir", TestAssessments.record().patient());
    }

    private static JudgedCard judged(Card card, Showing showing) {
        return new JudgedCard(new OfferedCard(UUID.randomUUID(), card, Stage.GENERAL, Map.of()), showing);
    }

    private void keep(JudgedCard... judged) {
        var record = TestAssessments.record();
        Asker asker = new Asker(Channel.CDS, "https://ehr.example/fhir/Practitioner/7", "1");
        queue.start();
        keeping.keep(
                new CardLedger.Occasion(
                        UUID.randomUUID(), record.issuer(), patient(), new Pseudonym("c".repeat(64)), asker, EPISODE),
                new AssessmentRequest(record, TestAssessments.TODAY, Moment.PATIENT_VIEW, List.of()),
                new Assessed(
                        Timelines.load().build(record, TestAssessments.TODAY),
                        new ModelAnswer.Unavailable("no model"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Summary(List.of(), List.of())),
                List.of(judged));
        queue.stop();
    }

    private void decide(JudgedCard judged, Act act) {
        book.record(
                new DecisionBook.Acted(
                        patient(),
                        judged.card().uuid(),
                        judged.card().card().matter(),
                        act,
                        Channel.CDS,
                        new Pseudonym("c".repeat(64)),
                        Instant.now(TestStore.clock())),
                "once");
    }
}
