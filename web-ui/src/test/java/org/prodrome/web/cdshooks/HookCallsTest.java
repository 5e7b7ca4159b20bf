package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.web.advice.CardLedger;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a client gets when a part of the service is late, broken or full. */
class HookCallsTest {
    private static final String LATE = "it was not finished in time";

    @TempDir
    private Path folder;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    @AfterEach
    void stop() {
        hooks.store().goOn();
        hooks.close();
    }

    @Test
    void aModelThatDoesNotAnswerCostsNoRule() {
        hooks = new TestHooks(folder).with(TestHooks.silentModel()).start();

        CdsCard card = sign(TestHooks.PLENTY).getFirst();

        assertThat(card.indicator()).isEqualTo("critical");
        assertThat(card.detail()).contains("the model's risks: it did not answer in time");
        assertThat(hooks.counted("prodrome.hooks.left.out", "part", "model")).isEqualTo(1);
    }

    @Test
    void whereNoRuleIsFinishedTheOrderIsSaidToBeUncheckedAndTheCardIsOnRecord() {
        hooks = new TestHooks(folder).with(TestHooks.broken(LATE)).start();

        List<CdsCard> cards = sign(TestHooks.PLENTY);

        assertThat(cards).singleElement().satisfies(card -> {
            assertThat(card.summary())
                    .isEqualTo("This order was not checked, because the check was not finished in time.");
            assertThat(card.indicator()).isEqualTo("info");
            assertThat(hooks.part(CardLedger.class).find(UUID.fromString(card.uuid())))
                    .isPresent();
        });
        assertThat(hooks.counted("prodrome.hooks.not.checked", "hook", "order-sign", "why", "late"))
                .isEqualTo(1);
        assertThat(hooks.part(HookHealth.class).health().getStatus())
                .extracting(Status::getCode)
                .isEqualTo("DEGRADED");
    }

    @Test
    void aPackWhoseRulesAllFailIsNoPass() {
        hooks = new TestHooks(folder)
                .with(TestHooks.broken("its logic failed on this record"))
                .start();

        assertThat(sign(TestHooks.PLENTY))
                .extracting(CdsCard::summary)
                .containsExactly("This order was not checked, because none of the rules could be run.");
        assertThat(hooks.counted("prodrome.hooks.not.checked", "why", "rules")).isEqualTo(1);
    }

    @Test
    void oneBrokenRuleSilencesNoOtherAndIsSaid() {
        RuleEngine engine = new RuleEngine(RulePack.load());
        RuleSource one = (question, releases, budget) -> {
            var results = new java.util.ArrayList<>(RuleSource.unhurried(engine).ask(question, releases, budget));
            results.replaceAll(result -> result.rule().id().equals("penicillin-allergy")
                    ? new org.prodrome.reasoning.finding.RuleResult.Broken(result.rule(), LATE)
                    : result);
            return results;
        };
        hooks = new TestHooks(folder).with(one).start();

        List<CdsCard> cards = sign(TestHooks.PLENTY);

        assertThat(cards.getFirst().indicator()).isEqualTo("critical");
        assertThat(cards).extracting(CdsCard::detail).anyMatch(detail -> detail.contains(LATE));
        assertThat(hooks.counted("prodrome.hooks.left.out", "part", "rules")).isEqualTo(1);
        assertThat(hooks.counted("prodrome.hooks.not.checked")).isZero();
    }

    @Test
    void whatNothingElseBoundsIsBoundedByTheCallAndItsPlaceComesBackWhenItEnds() {
        CountDownLatch end = new CountDownLatch(1);
        hooks = new TestHooks(folder)
                .with("prodrome.hooks.answering", "1")
                .with("prodrome.hooks.patience", "0ms")
                .with((question, releases, budget) -> {
                    awaited(end);
                    return List.of();
                })
                .start();

        // returns while the rules still run: they end only below
        assertThat(sign(Deadline.in(Duration.ofSeconds(2))))
                .extracting(CdsCard::summary)
                .containsExactly("This order was not checked, because the check was not finished in time.");
        assertThatThrownBy(() -> sign(TestHooks.PLENTY)).isInstanceOf(Overloaded.class);
        assertThat(hooks.counted("prodrome.hooks.shed", "where", "answering")).isEqualTo(1);

        end.countDown();
        await().untilAsserted(() -> assertThat(sign(TestHooks.PLENTY)).isEmpty());
    }

    @Test
    void aTokenWhoseCallFoundNoPlaceIsStillGoodAndOneWhoseCallWasAnsweredIsNot() {
        hooks = new TestHooks(folder)
                .amongOthers()
                .with("prodrome.hooks.answering", "1")
                .with("prodrome.hooks.patience", "0ms")
                .start();
        HookPlaces.Turn other = hooks.part(HookPlaces.class).turn(TestHooks.CLIENT, TestHooks.PLENTY);
        Caller caller = hooks.caller();
        assertThatThrownBy(() -> sign(caller)).isInstanceOf(Overloaded.class);
        other.close();

        assertThat(sign(caller)).isNotEmpty();
        assertThatThrownBy(() -> sign(caller)).isInstanceOf(ClientRefused.class);
    }

    @Test
    void aTokenThatTheDatabaseCouldNotLookAtInTimeMayComeAgainAndNothingIsAnsweredUnverified() {
        hooks = new TestHooks(folder).amongOthers().start();
        Caller caller = hooks.caller();
        hooks.store().hang();
        assertThatThrownBy(() -> hooks.call(
                        CdsServiceKind.ORDER_SIGN, caller, Deadline.in(Duration.ofMillis(500)), body -> body))
                .isInstanceOf(Overloaded.class);

        hooks.store().goOn();
        await().ignoreExceptions().untilAsserted(() -> assertThat(sign(caller)).isNotEmpty());
    }

    @Test
    void whatNobodyWasThereToReceiveIsNotOnRecordAsShown() {
        CountDownLatch end = new CountDownLatch(1);
        RuleSource rules = RuleSource.unhurried(new RuleEngine(RulePack.load()));
        hooks = new TestHooks(folder)
                .with((question, releases, budget) -> {
                    awaited(end);
                    return rules.ask(question, releases, budget);
                })
                .start();
        sign(Deadline.in(Duration.ofMillis(500)));
        end.countDown();

        await().untilAsserted(() -> assertThat(outcomes()).contains("NOT_SENT").doesNotContain("SHOWN"));
        assertThat(hooks.counted("prodrome.cards.shown")).isZero();
        sign(TestHooks.PLENTY);
        await().untilAsserted(() -> assertThat(outcomes()).contains("SHOWN"));
    }

    private List<@Nullable String> outcomes() {
        return hooks.part(JdbcClient.class)
                .sql("SELECT DISTINCT outcome FROM card")
                .query(String.class)
                .list();
    }

    @Test
    void aDefectInTheCheckIsNoPass() {
        hooks = new TestHooks(folder)
                .with((question, releases, budget) -> {
                    throw new IllegalStateException("a defect");
                })
                .start();

        assertThat(sign(TestHooks.PLENTY))
                .extracting(CdsCard::summary)
                .containsExactly("This order was not checked, because the check failed.");
    }

    @Test
    void noAnswerWaitsForADatabaseThatHangsAndAllIsKeptWhenItIsBack() {
        hooks = new TestHooks(folder).start();
        sign(TestHooks.PLENTY); // stages and the patient's key are known from now on
        await().until(() -> hooks.part(StoreBacklog.class).waiting() == 0);
        hooks.store().hang();

        // returns while the database gives no connection
        CdsCard card = sign(TestHooks.PLENTY).getFirst();

        assertThat(card.indicator()).isEqualTo("critical");
        assertThat(hooks.part(CardLedger.class).find(UUID.fromString(card.uuid())))
                .isPresent();
        hooks.store().goOn();
        await().untilAsserted(() -> assertThat(hooks.part(JdbcClient.class)
                        .sql("SELECT count(*) FROM card WHERE uuid = ?")
                        .param(UUID.fromString(card.uuid()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    }

    @Test
    void aChartWhoseRulesAllFailIsSaidToBeUncheckedAndItIsAnAlarm() {
        hooks = new TestHooks(folder).with(TestHooks.broken(LATE)).start();

        assertThat(hooks.call(CdsServiceKind.PATIENT_VIEW, TestHooks.PLENTY).cards())
                .extracting(CdsCard::summary)
                .containsExactly("This record was not checked, because the check was not finished in time.");
        assertThat(hooks.counted("prodrome.hooks.not.checked", "hook", "patient-view"))
                .isEqualTo(1);
    }

    private List<CdsCard> sign(Caller caller) {
        return hooks.call(CdsServiceKind.ORDER_SIGN, caller, TestHooks.PLENTY, body -> body)
                .cards();
    }

    private List<CdsCard> sign(Deadline until) {
        return hooks.call(CdsServiceKind.ORDER_SIGN, until).cards();
    }

    private static void awaited(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
