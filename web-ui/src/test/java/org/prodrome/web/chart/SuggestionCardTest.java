package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.advice.TestCards;

/** What moved a risk is said in words: neither a shape nor a hover title is enough. */
class SuggestionCardTest {

    @Test
    void whetherAnEntryRaisesOrLowersTheRiskIsAWord() {
        SuggestionCard card = new SuggestionCard(
                new OfferedCard(UUID.randomUUID(), card(), Stage.GENERAL, Map.of()),
                (List<FhirReference> sources) -> {},
                new NoActs());

        assertThat(card.getElement().getTextRecursively())
                .contains("haemoglobin \u25B2 raises")
                .contains("ferritin \u25BC lowers");
        assertThat(card.getElement().getOuterHTML()).contains("aria-label=\"Show 1 source: haemoglobin\"");
    }

    @Test
    void aJoinedCardShowsBothBasesAndTheRiskThatStandsBesideARule() {
        Card joined = Joined.of(List.of(
                TestCards.ofPatient("ckd-unlisted", Severity.INFO)
                        .withRisks(List.of(TestCards.context("heart failure"))),
                TestCards.ofModel("ckd-4")));
        SuggestionCard card = new SuggestionCard(
                new OfferedCard(UUID.randomUUID(), joined, Stage.GENERAL, Map.of()),
                (List<FhirReference> sources) -> {},
                new NoActs());

        assertThat(card.getElement().getTextRecursively())
                .contains("Rule ckd-unlisted 1.0.0, review by 2030-01-01")
                .contains("Model kestrel 3.1, trained on synthetic records")
                .contains("Context, no reason by itself")
                .contains("Risk of heart failure within 1 year: 20.0%")
                .contains("About 20 of 100 people with a record like this are diagnosed with ckd-4 within 1 year")
                .contains("Card of model/ckd-4. Why");
    }

    @Test
    void aCriticalCardCanBeOverriddenAndNotSnoozed() {
        assertThat(text(TestCards.ofOrder("a", Severity.CRITICAL)))
                .contains("Override")
                .doesNotContain("Snooze");
        assertThat(text(TestCards.ofOrder("a", Severity.WARNING)))
                .contains("Override")
                .contains("Snooze");
    }

    @Test
    void whoThePatientIsHasNoDay() {
        Card card = Joined.of(List.of(new Card(
                new Matter("0a".repeat(32)),
                Severity.WARNING,
                "x",
                "y",
                TestCards.ofOrder("a", Severity.INFO).basis(),
                List.of(
                        new Evidence(
                                "age and sex", "66, female", null, List.of(new FhirReference("Patient", "p", null))),
                        new Evidence("eGFR", "24", null, List.of(new FhirReference("Observation", "o", null)))),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of())));

        assertThat(text(card)).containsOnlyOnce("date unknown");
    }

    @Test
    void whatTheSiteKeepsFromTheReaderIsSaidAndOpensOnDemand() {
        List<OfferedCard> kept = List.of(
                new OfferedCard(UUID.randomUUID(), TestCards.ofPatient("a", Severity.INFO), Stage.GENERAL, Map.of()),
                new OfferedCard(UUID.randomUUID(), TestCards.ofPatient("b", Severity.INFO), Stage.GENERAL, Map.of()));
        NotForReader details = new NotForReader(kept, (List<FhirReference> sources) -> {}, new NoActs());

        assertThat(details.isOpen()).isFalse();
        assertThat(details.getElement().getTextRecursively())
                .startsWith("2 suggestions are not shown for your role, unit or service")
                .contains("Card of a")
                .contains("Card of b");
        assertThat(new NotForReader(kept.subList(0, 1), (List<FhirReference> sources) -> {}, new NoActs())
                        .getElement()
                        .getTextRecursively())
                .startsWith("1 suggestion is not shown");
    }

    private static String text(Card card) {
        return new SuggestionCard(
                        new OfferedCard(UUID.randomUUID(), card, Stage.GENERAL, Map.of()),
                        (List<FhirReference> sources) -> {},
                        new NoActs())
                .getElement()
                .getTextRecursively();
    }

    private static Card card() {
        return new Card(
                new Matter("0a".repeat(32)),
                Severity.WARNING,
                "a risk",
                "of something",
                new Basis.ByModel(TestReasoning.whole().model(), TestReasoning.risk(TestReasoning.CANCER, 365, 0.12)),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Contribution("haemoglobin", 0.8, List.of(TestReasoning.HAEMOGLOBIN)),
                        new Contribution("ferritin", -0.4, List.of())),
                null,
                List.of());
    }

    /** A reader who only reads. */
    private static final class NoActs implements CardActs {
        @Override
        public void preview(OfferedCard card, Suggestion suggestion) {}

        @Override
        public void override(OfferedCard card) {}

        @Override
        public void snooze(OfferedCard card) {}

        @Override
        public void contest(OfferedCard card) {}

        @Override
        public void attributes(Basis basis) {}
    }
}
