package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.web.chart.DifferentialRow.Foretold;
import org.prodrome.web.chart.DifferentialRow.MoreProblems;
import org.prodrome.web.chart.DifferentialRow.NoneOfThese;
import org.prodrome.web.chart.DifferentialRow.NotEvaluated;
import org.prodrome.web.chart.DifferentialRow.OpenProblem;

class DifferentialRowTest {

    @Test
    void noneOfTheseStandsLastAfterOpenProblemsAndWhatWasNotEvaluated() {
        List<DifferentialRow> rows = DifferentialRow.of(TestReasoning.differential());

        assertThat(rows)
                .hasExactlyElementsOfTypes(
                        Foretold.class,
                        Foretold.class,
                        OpenProblem.class,
                        MoreProblems.class,
                        NotEvaluated.class,
                        NoneOfThese.class);
        assertThat(rows).contains(new MoreProblems(3));
        assertThat(rows.getLast()).isEqualTo(new NoneOfThese(0.93, 90));
    }

    @Test
    void onlyWhatTheModelForetellsIsRanked() {
        List<Integer> ranks = DifferentialRow.of(TestReasoning.differential()).stream()
                .filter(Foretold.class::isInstance)
                .map(row -> ((Foretold) row).rank())
                .toList();

        assertThat(ranks).containsExactly(1, 2);
    }
}
