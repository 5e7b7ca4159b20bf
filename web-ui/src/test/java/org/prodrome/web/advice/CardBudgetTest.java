package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.TestStore;
import org.prodrome.web.decision.Channel;

/** How many matters hooks tell one user in an hour. */
class CardBudgetTest extends JudgedOnAStore {
    @Test
    void pastTheBudgetTheMostUrgentAreToldAndTheFirstSaysWhatIsNotAndWhereItIs() {
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
                .containsExactly("held back by the limit of 2 an hour: Rule a; shown in Prodrome");
    }

    @Test
    void whereOrdersArePickedAWarningAboutOneOrderNeverHidesAnothersAndTheRestComesAtSigning() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC), Moment.ORDER_SELECT));
        FhirReference another = new FhirReference("MedicationRequest", "draft-2", null);

        List<JudgedCard> judged = judgedAt(
                Moment.ORDER_SELECT,
                Map.of(),
                List.of(),
                TestCards.ofOrder("a", Severity.WARNING),
                TestCards.ofOrder("b", Severity.WARNING),
                TestCards.ofOrder("c", Severity.WARNING, another));

        assertThat(judged)
                .extracting(one -> one.card().card().basis().sourceId(), JudgedCard::showing)
                .containsExactly(tuple("a", Showing.SHOWN), tuple("c", Showing.SHOWN), tuple("b", Showing.BUDGET));
        assertThat(judged.getFirst().card().card().missing())
                .containsExactly("held back by the limit of 30 an hour: Rule b; shown at signing");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "CHART",
                "PATIENT_VIEW",
                "ENCOUNTER_START",
                "ENCOUNTER_DISCHARGE",
                "APPOINTMENT_BOOK",
                "ORDER_SELECT"
            })
    void whatDoesNotComeAgainBeforeAnythingIsDoneHasNoBudget(Moment moment) {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC), Moment.ORDER_SELECT));

        assertThat(judgedAt(
                        moment,
                        Map.of(),
                        List.of(),
                        TestCards.ofOrder("a", Severity.INFO),
                        TestCards.ofOrder("b", Severity.INFO)))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN, Showing.SHOWN);
    }

    @Test
    void openedChartsAndPickedOrdersDoNotUseEachOthersBudgetUp() {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC), Moment.PATIENT_VIEW));
        Card first = TestCards.ofOrder("a", Severity.INFO);
        Card second = TestCards.ofOrder("b", Severity.INFO);

        assertThat(judgedAt(Moment.ORDER_SELECT, Map.of(), List.of(), first, second))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.SHOWN, Showing.SHOWN);
        assertThat(judged(Map.of(), List.of(), TestCards.ofPatient("a", Severity.INFO)))
                .extracting(JudgedCard::showing)
                .containsExactly(Showing.BUDGET);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = REPEAT('d', 64)",
                "channel = 'APP'",
                "outcome = 'BUDGET'",
                "outcome = 'NOT_SENT'",
                "severity = 'CRITICAL'",
                "source_id = 'not-evaluated'"
            })
    void whatWasNotToldToThisUserByAHookOrCostsNothingUsesNothingUp(String other) {
        IntStream.range(0, 30).forEach(i -> told("told" + i, OffsetDateTime.now(ZoneOffset.UTC)));
        TestStore.client(store).sql("UPDATE card SET " + other).update();

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
            assertThat(judge(Map.of()).judge(asker, ACTOR, Moment.PATIENT_VIEW, assessed, List.of(), null))
                    .extracting(JudgedCard::showing)
                    .containsExactly(Showing.SHOWN);
        }
    }
}
