package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.Interval;

class OtherMeasurementsTest {

    private static final Protocol PROTOCOL = Protocol.load();
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(365), 365, 200, 3);

    @Test
    void findsRecallAmongTheFirst() {
        DifferentialRows rows = TestSites.ranked(
                new long[] {1, 2, 3, 4},
                Map.of(TaskData.MODEL, new int[] {1, 1, 3, 11}, DifferentialRows.FREQUENCY, new int[] {0, 2, 9, 5}));
        DifferentialResult result = new DifferentialMeasurement(SETTINGS, PROTOCOL).of(rows);
        assertThat(result.rankers().getFirst().id()).isEqualTo(TaskData.MODEL);
        assertThat(result.rankers().getFirst().recalls())
                .extracting(recall -> recall.recall().value())
                .containsExactly(0.5, 0.75, 0.75);
        assertThat(result.rankers().getLast().recalls())
                .extracting(recall -> recall.recall().value())
                .containsExactly(0.0, 0.5, 0.75);
        assertThat(result.rankers().getLast().recalls().getFirst().modelLess().value())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void hasNoRecallOfNoDiagnosis() {
        DifferentialRows none = TestSites.ranked(new long[0], Map.of(TaskData.MODEL, new int[0]));
        DifferentialResult.Recall recall = new DifferentialMeasurement(SETTINGS, PROTOCOL)
                .of(none)
                .rankers()
                .getFirst()
                .recalls()
                .getFirst();
        assertThat(recall.recall().known()).isFalse();
        assertThat(recall.recall().missing()).isEqualTo("no newly recorded diagnosis");
    }

    @Test
    void comparesTakingOutWhatMattersWithTakingOutAnything() {
        ExplanationRows rows = new ExplanationRows(
                List.of(
                        new ExplanationRows.Deletion(1, "gout", new double[] {0, 2, 3}, new double[] {0, 1, 1}),
                        new ExplanationRows.Deletion(2, "gout", new double[] {0, 1}, new double[] {0, 0})),
                List.of(
                        new ExplanationRows.Agreement(
                                1, "gout", "member 2", new double[] {3, 2, 1}, new double[] {9, 5, 1}),
                        new ExplanationRows.Agreement(2, "gout", "member 2", new double[] {3}, new double[] {2})));
        ExplanationResult result = new ExplanationMeasurement(SETTINGS, PROTOCOL).of(rows);
        assertThat(result.top()).extracting(Figure::value).containsExactly(0.0, 1.5, 2.0);
        assertThat(result.random()).extracting(Figure::value).containsExactly(0.0, 0.5, 0.5);
        assertThat(result.areaBetween().value()).isCloseTo((1.5 + 1) / 2, within(1e-12));
        assertThat(result.agreements().getFirst().spearman().value())
                .as("one group has no order")
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void saysThatNoStoryWasTested() {
        ExplanationResult none =
                new ExplanationMeasurement(SETTINGS, PROTOCOL).of(new ExplanationRows(List.of(), List.of()));
        assertThat(none.areaBetween().missing()).isEqualTo("no story was tested");
    }

    @Test
    void judgesByTheWholeInterval() {
        assertThat(Verdict.of(new Figure(0.1, new Interval(0.01, 0.2), null))).isEqualTo(Verdict.BEATS);
        assertThat(Verdict.of(new Figure(0.1, new Interval(-0.01, 0.2), null))).isEqualTo(Verdict.EQUAL);
        assertThat(Verdict.of(new Figure(-0.1, new Interval(-0.2, -0.01), null)))
                .isEqualTo(Verdict.DOES_NOT_BEAT);
        assertThat(Verdict.of(Figure.none("no answer"))).isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void knowsAgeBands() {
        assertThat(PROTOCOL.ageBand(18)).isEqualTo("under 45 years");
        assertThat(PROTOCOL.ageBand(64.9)).isEqualTo("45 to 64 years");
        assertThat(PROTOCOL.ageBand(90)).isEqualTo("75 years and over");
    }
}
