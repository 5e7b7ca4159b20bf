package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.web.chart.WhyRow.Bar;

class WhyRowTest {

    @Test
    void theHighestRiskComesFirstAtTheHorizonThatWasExplained() {
        assertThat(WhyRow.of(TestReasoning.whole(), 365))
                .extracting(row -> row.risk().outcome())
                .containsExactly(TestReasoning.CANCER, TestReasoning.DIABETES);
        assertThat(WhyRow.of(TestReasoning.whole(), 365))
                .allSatisfy(row -> assertThat(row.risk().horizonDays()).isEqualTo(365));
    }

    @Test
    void noRiskIsGivenTheExplanationOfAnotherHorizon() {
        assertThat(WhyRow.of(TestReasoning.whole(), 730)).isEmpty();
    }

    @Test
    void theStrongestComesFirstWithItsSignAndSources() {
        List<Bar> bars = WhyRow.of(TestReasoning.whole(), 365).getFirst().bars();

        assertThat(bars).extracting(Bar::figure).containsExactly("+0.80", "\u22120.40");
        assertThat(bars).extracting(Bar::raises).containsExactly(true, false);
        assertThat(bars.getFirst().sources()).containsExactly(TestReasoning.HAEMOGLOBIN);
    }

    @Test
    void barsOfAllRisksAreOnOneScale() {
        List<WhyRow> rows = WhyRow.of(TestReasoning.whole(), 365);

        assertThat(rows.get(0).bars().getFirst().length()).isCloseTo(0.5, within(1e-9));
        assertThat(rows.get(1).bars().getFirst().length()).isCloseTo(1, within(1e-9));
    }

    @Test
    void weakerOnesAreCountedNotShown() {
        List<Contribution> many = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Contribution("event " + i, i / 10.0, List.of()))
                .toList();
        RiskProfile whole = TestReasoning.whole();
        RiskProfile profile = new RiskProfile(
                whole.model(), whole.risks(), List.of(), Map.of(TestReasoning.CANCER.id(), many), 213, 260);

        WhyRow row = WhyRow.of(profile, 365).getFirst();

        assertThat(row.bars().size() + row.more()).isEqualTo(20);
        assertThat(row.bars().getFirst().concept()).isEqualTo("event 20");
    }

    @Test
    void thoseThatTheModelDidNotListAreCountedToo() {
        assertThat(WhyRow.of(TestReasoning.whole(), 365))
                .extracting(WhyRow::more)
                .containsExactly(5, 0);
    }
}
