package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.decision.Channel;

/** How many matters hooks tell one user in an hour. */
class CardBudgetTest extends JudgedOnAStore {
    @Test
    void pastTheBudgetTheMostUrgentAreToldAndTheFirstSaysHowManyAreNot() {
        Map<String, String> two = Map.of("prodrome.suppression.alerts-per-hour", "2");
        List<JudgedCard> judged = judged(
                two,
                List.of(),
                TestCards.ofPatient("a", Severity.INFO),
                TestCards.notChecked(),
                TestCards.ofPatient("b", Severity.WARNING),
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
                .containsExactly("1 less urgent card, not shown: the limit of 2 an hour is reached");
    }

    @Test
    void pastTheBudgetTheMostUrgentWarningAboutAnOrderIsToldAllTheSame() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC)));

        assertThat(judged(
                        Map.of(),
                        List.of(),
                        TestCards.ofOrder("a", Severity.INFO),
                        TestCards.ofOrder("b", Severity.WARNING)))
                .extracting(one -> one.card().card().basis().sourceId(), JudgedCard::showing)
                .containsExactly(tuple("b", Showing.SHOWN), tuple("a", Showing.BUDGET));
    }

    @Test
    void whatAnotherNodeToldThisUserWithinTheHourCounts() {
        IntStream.range(0, 30)
                .forEach(
                        i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(50)));
        Card card = TestCards.ofPatient("a", Severity.WARNING);

        assertThat(judged(Map.of(), List.of(), card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.BUDGET);
        assertThat(judged(Map.of("prodrome.suppression.alerts-per-hour", "0"), List.of(), card))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
    }

    @Test
    void whatWasToldMoreThanAnHourAgoCountsNoMore() {
        IntStream.range(0, 30)
                .forEach(
                        i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(61)));

        assertThat(judged(Map.of(), List.of(), TestCards.ofPatient("a", Severity.WARNING)))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN);
    }

    @Test
    void theAppAndACallForNobodyHaveNoBudget() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC)));
        Assessed assessed = assessed(TestCards.ofPatient("a", Severity.WARNING));

        for (Asker asker : List.of(
                new Asker(Channel.APP, USER, null), new Asker(Channel.CDS, "https://ehr.example/client", "1"))) {
            assertThat(judge(Map.of()).judge(asker, ACTOR, assessed, List.of(), null))
                    .extracting(JudgedCard::showing)
                    .containsExactly(Showing.SHOWN);
        }
    }
}
