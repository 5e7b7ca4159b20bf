package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.advice.TestCards;

class CardDetailTest {

    @Test
    void noMarkupFromTheRecordIsLive() {
        assertThat(CardDetail.escaped("<img src=x onerror=alert(1)>"))
                .doesNotContain("<")
                .doesNotContain(">");
        assertThat(CardDetail.escaped("[click](javascript:alert(1))")).startsWith("\\[click\\]");
        assertThat(CardDetail.escaped("see http://evil.example and www.evil.example"))
                .doesNotContain("http://")
                .doesNotContain(" www.");
        assertThat(CardDetail.escaped("a\n# b")).doesNotContain("\n");
        assertThat(CardDetail.escaped("# heading")).startsWith("\\#");
        assertThat(CardDetail.escaped("- item")).startsWith("\\-");
    }

    @Test
    void figuresAndUnitsReadAsTheyAre() {
        assertThat(CardDetail.escaped("eGFR 24.5 mL/min/1.73 m2 (2026-09-20)"))
                .isEqualTo("eGFR 24.5 mL/min/1.73 m2 (2026-09-20)");
    }

    @Test
    void aRiskBesideARuleHasItsHorizonItsIntervalItsModelAndThatItIsSyntheticAndIsNoReason() {
        Card card = TestCards.ofOrder("metformin-egfr", Severity.CRITICAL)
                .withRisks(List.of(TestCards.context("chronic kidney disease")));

        assertThat(CardDetail.of(card, Stage.PILOT, List.of()))
                .contains("**Context, no reason by itself**\n\n- Risk of chronic kidney disease within 1 year: 20.0%"
                        + " (calibration interval 10.0% to 30.0%); model kestrel 3.1, trained on synthetic records: it says"
                        + " nothing about real patients");
    }

    @Test
    void aJoinedCardNamesEachThingItRestsOnRulesFirst() {
        Card card = Joined.of(List.of(TestCards.ofModel("ckd-4"), TestCards.ofPatient("ckd-unlisted", Severity.INFO)));

        assertThat(CardDetail.of(card, Stage.GENERAL, List.of()))
                .containsSubsequence(
                        "**Basis** Rule ckd-unlisted 1.0.0 (general), a citation",
                        "**Also** Model kestrel 3.1: ckd-4 within 365 days, 20.0% (10.0 to 30.0%).",
                        "**Trained on synthetic records");
    }
}
