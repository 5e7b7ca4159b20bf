package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import tools.jackson.databind.json.JsonMapper;

/** A stored probability says what its model was trained on, also years later. */
class CardSnapshotTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Risk RISK = new Risk(new Outcome("heart-failure", "heart failure"), 365, 0.2, 0.1, 0.3, null);

    @Test
    void aProbabilityOfASyntheticModelSaysSo() {
        assertThat(kept(true).source())
                .isEqualTo("heart failure within 365 days: 0.2000 (0.1000 to 0.3000) \u00B7 model/heart-failure 3.1,"
                        + " trained on synthetic records");
    }

    @Test
    void aProbabilityOfAModelOfRealRecordsDoesNot() {
        assertThat(kept(false).source()).endsWith("model/heart-failure 3.1");
    }

    @Test
    void whatWasKeptBeforeThatIsStillReadAndSaysThatItIsNotKnown() {
        String before = JSON.writeValueAsString(kept(true)).replace(",\"synthetic\":true", "");
        assertThat(before).doesNotContain("\"synthetic\"");

        assertThat(JSON.readValue(before, CardSnapshot.class).source())
                .endsWith("whether it was trained on synthetic records was not kept");
    }

    @Test
    void aJoinedCardKeepsEachBasisAndTheRiskBesideIt() {
        Card joined = Joined.of(List.of(
                TestCards.ofPatient("ckd-unlisted", Severity.INFO)
                        .withRisks(List.of(TestCards.context("heart failure"))),
                TestCards.ofModel("ckd-4")));
        CardSnapshot kept = JSON.readValue(JSON.writeValueAsString(CardSnapshot.of(joined)), CardSnapshot.class);

        assertThat(kept.source())
                .isEqualTo(
                        "Rule ckd-unlisted \u00B7 ckd-unlisted 1.0.0; ckd-4 within 365 days: 0.2000 (0.1000 to 0.3000)"
                                + " \u00B7 model/ckd-4 3.1, trained on synthetic records");
        assertThat(kept.risks()).singleElement().asString().startsWith("Risk of heart failure within 1 year: 20.0%");
    }

    @Test
    void whatWasKeptBeforeCardsWereJoinedIsStillRead() {
        String before =
                JSON.writeValueAsString(kept(true)).replace(",\"also\":[]", "").replace(",\"risks\":[]", "");
        assertThat(before).doesNotContain("also").doesNotContain("risks");

        assertThat(JSON.readValue(before, CardSnapshot.class)).isEqualTo(kept(true));
    }

    private static CardSnapshot kept(boolean synthetic) {
        var model = new ModelVersion("kestrel", "3.1", "00", synthetic, "CPU");
        var card = new Card(
                new Matter("0a".repeat(32)),
                Severity.WARNING,
                "a risk",
                "of something",
                new Basis.ByModel(model, RISK),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
        return JSON.readValue(JSON.writeValueAsString(CardSnapshot.of(card)), CardSnapshot.class);
    }
}
