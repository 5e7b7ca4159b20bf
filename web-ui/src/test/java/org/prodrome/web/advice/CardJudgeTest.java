package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.governance.Source;
import org.prodrome.web.governance.TestReleases;
import org.prodrome.web.store.Pseudonym;

/** What one asker sees of the cards of an assessment. */
class CardJudgeTest extends JudgedOnAStore {
    @Test
    void ofAJoinedCardWhoIsNotInThePilotSeesTheRiskAlone() {
        Card joined = Joined.of(List.of(TestCards.ofPatient("pilot", Severity.WARNING), TestCards.ofModel("ckd-4")));

        assertThat(judged(Map.of(), List.of(), joined))
                .extracting(
                        one -> one.card().card().bases().stream()
                                .map(Basis::sourceId)
                                .toList(),
                        JudgedCard::showing)
                .containsExactly(tuple(List.of("model/ckd-4"), Showing.SHOWN), tuple(List.of("pilot"), Showing.SILENT));
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
                .containsExactly(tuple("a", Showing.SHOWN), tuple("b", Showing.ROLE));
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
    void ofSeveralRulesThatCouldNotBeRunWhoIsNotInThePilotIsToldOfTheOthersAlone() {
        Card both = Joined.of(List.of(TestCards.notRun("a"), TestCards.notRun("pilot"), TestCards.notRun("b")));

        assertThat(judged(Map.of(), List.of(), both))
                .extracting(one -> one.card().card().basis(), JudgedCard::showing)
                .containsExactly(
                        tuple(new Basis.NotEvaluated(List.of(TestCards.rule("a"), TestCards.rule("b"))), Showing.SHOWN),
                        tuple(new Basis.NotEvaluated(List.of(TestCards.rule("pilot"))), Showing.SILENT));
    }

    @Test
    void aClientInThePilotIsToldOfItsCallsThatNameNoUser() {
        Map<String, String> pilot = Map.of("prodrome.pilot-users", "https://ehr.example/client");
        Card card = TestCards.ofOrder("pilot", Severity.WARNING);

        for (Map.Entry<String, Showing> one : Map.of(
                        "https://ehr.example/client",
                        Showing.SHOWN,
                        "https://another.example/client",
                        Showing.SILENT,
                        USER,
                        Showing.SILENT)
                .entrySet()) {
            assertThat(judge(pilot)
                            .judge(
                                    new Asker(Channel.CDS, one.getKey(), "1"),
                                    ACTOR,
                                    Moment.ORDER_DISPATCH,
                                    assessed(card),
                                    List.of(),
                                    null))
                    .extracting(JudgedCard::showing)
                    .containsExactly(one.getValue());
        }
    }

    @Test
    void aCriticalCardIsHeldBackFromWhoOverrodeItAndFromNobodyElse() {
        Card card = TestCards.ofOrder("a", Severity.CRITICAL);
        List<Decision> decided = List.of(overridden(card, EPISODE));

        assertThat(judged(Map.of(), decided, card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.EPISODE);
        assertThat(judge(Map.of())
                        .judge(
                                NURSE,
                                new Pseudonym("d".repeat(64)),
                                Moment.ORDER_SIGN,
                                assessed(card),
                                decided,
                                EPISODE))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
        assertThat(judge(Map.of())
                        .judge(
                                new Asker(Channel.CDS, "https://ehr.example/client", "1"),
                                ACTOR,
                                Moment.ORDER_DISPATCH,
                                assessed(card),
                                decided,
                                EPISODE))
                .as("whoever that is")
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
    }
}
