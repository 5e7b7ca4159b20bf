package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.timeline.Timelines;

/** Nothing after the as-of date reaches an answer: from the record on, by the shipped package. */
class FutureEventTest {

    private static final LocalDate AS_OF = TestCharts.AS_OF.minusYears(2);
    private static final Timelines TIMELINES = Timelines.load();

    private static RiskModel model;

    @BeforeAll
    static void load() {
        Path models = Path.of("models");
        model = RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys")));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** A woman measured twice a year for ten years. */
    private static TestCharts past(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestCharts chart = TestCharts.woman().condition("c1", "59621000", "Essential hypertension", "2016-02-01");
        for (int i = 0; i < 20; i++) {
            String day = AS_OF.minusDays(20 + 180L * i).toString();
            chart.egfr("e" + i, 55 + random.nextInt(30), day);
            chart.lab("a" + i, "4548-4", 5 + random.nextDouble(), "%", day);
        }
        return chart;
    }

    /** Adds laboratory values and diagnoses, outcomes among them, from the day after the as-of day on. */
    private static TestCharts withFuture(TestCharts chart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            String day = AS_OF.plusDays(1 + random.nextInt(600)).toString();
            switch (random.nextInt(3)) {
                case 0 -> chart.egfr("fe" + i, 5 + random.nextInt(100), day);
                case 1 -> chart.lab("fa" + i, "4548-4", 4 + 10 * random.nextDouble(), "%", day);
                default -> chart.condition("fc" + i, "44054006", "Diabetes mellitus type 2", day);
            }
        }
        return chart;
    }

    private static RiskProfile answer(TestCharts chart, LocalDate day) {
        return (RiskProfile) model.answer(TIMELINES.build(chart.read(), day), Depth.CHART);
    }

    @Test
    void aPlantedFutureEventLeavesTheWholeAnswerBitIdentical() {
        for (int seed = 0; seed < 6; seed++) {
            RiskProfile without = answer(past(seed), AS_OF);
            assertThat(without.risks()).isNotEmpty();
            assertThat(without.trajectories()).isNotEmpty();
            assertThat(answer(withFuture(past(seed), seed), AS_OF)).isEqualTo(without);
        }
    }

    @Test
    void theSameEventsChangeTheAnswerOnceTheirDayHasCome() {
        TestCharts chart = past(1).egfr("fe", 12, AS_OF.plusDays(30).toString());
        RiskProfile before = answer(past(1), AS_OF.plusDays(60));
        assertThat(answer(chart, AS_OF.plusDays(60)).risks()).isNotEqualTo(before.risks());
    }
}
