package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What was not looked at is said, and what nobody saw is not counted as shown. */
class NothingLooksLikeAPassTest {
    private static final String LATE = "it was not finished in time";

    @TempDir
    private Path folder;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    void whatIsMissingOfOneOrderIsSaidBesideThatNoRuleCouldBeRun() {
        hooks = new TestHooks(folder).with(TestHooks.broken(LATE)).start();

        assertThat(sign(body -> body.replace("\"860975\"", "\"0\"")))
                .extracting(CdsCard::summary)
                .containsExactly(
                        "This order was not checked, because the check was not finished in time.",
                        "This order was not checked: its ingredients are not known");
    }

    @Test
    void anOrderThatIsNoMedicationIsSaidToBeUnchecked() {
        hooks = new TestHooks(folder).start();

        assertThat(sign(body -> body.replace("\"MedicationRequest\"", "\"ServiceRequest\"")
                        .replace("\"medicationCodeableConcept\"", "\"code\"")))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.summary())
                            .isEqualTo("This order was not checked: no rule is about orders of this kind");
                    assertThat(card.indicator()).isEqualTo("info");
                    assertThat(card.detail()).contains("metformin 500 MG");
                });
    }

    @Test
    void whereNoRuleIsForTheUserNothingIsSaidAndItIsCounted() {
        hooks = new TestHooks(folder)
                .with("prodrome.pilot-users", "https://ehr.example.org/fhir/Practitioner/somebody-else")
                .start();

        assertThat(sign(body -> body)).isEmpty();
        assertThat(hooks.counted("prodrome.hooks.no.rule.for.user", "hook", "order-sign"))
                .isEqualTo(1);
        assertThat(hooks.counted("prodrome.hooks.not.checked")).isZero();
    }

    @Test
    void whatWasReadyTooLateWasShownToNobody() {
        CountDownLatch end = new CountDownLatch(1);
        RuleEngine engine = new RuleEngine(RulePack.load());
        hooks = new TestHooks(folder)
                .with((question, releases, budget) -> {
                    awaited(end);
                    return RuleSource.unhurried(engine).ask(question, releases, Duration.ofMinutes(1));
                })
                .start();

        // the rules end only below
        assertThat(hooks.call(CdsServiceKind.ORDER_SIGN, Deadline.in(Duration.ofSeconds(2)))
                        .cards())
                .hasSize(1);
        end.countDown();

        await().untilAsserted(() -> assertThat(outcomes()).isNotEmpty().containsOnly("NOT_SENT"));
        assertThat(hooks.counted("prodrome.cards.not.sent")).isPositive();
    }

    @Test
    void whatAClientThatHadGoneDidNotGetWasShownToNobody() {
        hooks = new TestHooks(folder).start();
        CdsResponse answer = hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY);

        Assertions.assertThatThrownBy(() -> hooks.part(HookArrivals.class)
                        .doFilter(
                                new MockHttpServletRequest("POST", "/cds-services/prodrome-order-sign"),
                                new MockHttpServletResponse(),
                                (request, response) -> {
                                    HookArrivals.answered((MockHttpServletRequest) request, answer);
                                    throw new IOException("the client has gone");
                                }))
                .isInstanceOf(IOException.class);

        await().untilAsserted(() -> assertThat(outcomes()).isNotEmpty().containsOnly("NOT_SENT"));
        PatientVault vault = hooks.part(PatientVault.class);
        var shown = TestAudit.facts(hooks.store(), vault, AuditKind.ASSESSMENT).getFirst();
        assertThat(TestAudit.facts(hooks.store(), vault, AuditKind.ASSESSMENT_NOT_SENT))
                .containsExactly(Map.of("assessment", shown.get("assessment"), "notSent", shown.get("shown")));
    }

    @Test
    void anAnswerThatComesBeforeItsDeadlineIsShown() {
        hooks = new TestHooks(folder).start();
        hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY);

        await().untilAsserted(() -> assertThat(outcomes()).contains("SHOWN").doesNotContain("NOT_SENT"));
    }

    private List<CdsCard> sign(UnaryOperator<String> changed) {
        return hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY, changed).cards();
    }

    private List<@Nullable String> outcomes() {
        return hooks.part(JdbcClient.class)
                .sql("SELECT outcome FROM card WHERE outcome <> 'SILENT'")
                .query(String.class)
                .list();
    }

    private static void awaited(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
