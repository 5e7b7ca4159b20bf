package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.training.FollowUp;

class DifferentialRankingTest {

    private static final ModelVersion VERSION = new ModelVersion("made-up", "1", "00", true, "CPU");
    private static final Outcome GOUT = new Outcome("gout", "gout");
    private static final Outcome ASTHMA = new Outcome("asthma", "asthma");
    private static final Outcome MIGRAINE = new Outcome("migraine", "migraine");
    private static final Questions QUESTIONS =
            new Questions(List.of(GOUT, ASTHMA, MIGRAINE), List.of(DifferentialRanking.HORIZON_DAYS));
    private static final int AGE = 20_000;

    private static Occasions occasions() {
        return new Occasions(new Rows(QUESTIONS));
    }

    private static void add(Occasions occasions, int recorded, Map<Outcome, Double> risks) {
        float[] ages = {Float.NaN, Float.NaN, Float.NaN};
        ages[recorded] = AGE + 1;
        IndexRow row = new IndexRow(
                new FollowUp(
                        occasions.size(),
                        LocalDate.of(1950, 1, 1),
                        Demographics.Sex.FEMALE,
                        10_000,
                        30_000,
                        false,
                        ages,
                        new int[] {AGE}),
                AGE);
        occasions.add(recorded, row, new SparseRow(new int[0], new float[0]));
        List<Risk> all = new ArrayList<>();
        risks.forEach((outcome, risk) ->
                all.add(new Risk(outcome, DifferentialRanking.HORIZON_DAYS, risk, risk, risk, null)));
        occasions
                .rows()
                .answers()
                .add(TaskData.MODEL, row, new ModelAnswer.RiskProfile(VERSION, all, List.of(), Map.of(), 0, 0));
    }

    /** Training has gout twice and asthma once, and never migraine. */
    private static DifferentialRows ranked(Occasions heldOut) {
        Occasions training = occasions();
        add(training, 0, Map.of());
        add(training, 0, Map.of());
        add(training, 1, Map.of());
        return Objects.requireNonNull(new DifferentialRanking(QUESTIONS, training).rank(heldOut, 2));
    }

    @Test
    void tellsADeclinedConditionFromARiskOfNothing() {
        Occasions heldOut = occasions();
        add(heldOut, 0, Map.of(GOUT, 0.1, ASTHMA, 0.3, MIGRAINE, 0.2));
        add(heldOut, 0, Map.of(GOUT, 0.0, ASTHMA, 0.3, MIGRAINE, 0.2));
        add(heldOut, 0, Map.of(ASTHMA, 0.3, MIGRAINE, 0.2));
        add(heldOut, 0, Map.of());
        add(heldOut, 0, Map.of(GOUT, 0.1, MIGRAINE, 0.2));
        assertThat(ranked(heldOut).ranks().get(TaskData.MODEL))
                .as("third; third of a risk of 0; declined; abstained; second of the two answered")
                .containsExactly(3, 3, 0, 0, 2);
    }

    @Test
    void ranksTheOthersAlsoAmongWhatTheModelAnswered() {
        Occasions heldOut = occasions();
        add(heldOut, 1, Map.of(GOUT, 0.1, ASTHMA, 0.3, MIGRAINE, 0.2));
        add(heldOut, 1, Map.of(ASTHMA, 0.3, MIGRAINE, 0.2));
        add(heldOut, 1, Map.of(GOUT, 0.3));
        DifferentialRows ranked = ranked(heldOut);
        assertThat(ranked.ranks().get(DifferentialRows.FREQUENCY)).containsExactly(2, 2, 2);
        assertThat(ranked.amongAnswered().get(DifferentialRows.FREQUENCY))
                .as("gout is ahead; was declined; asthma itself was")
                .containsExactly(2, 1, 0);
        assertThat(ranked.amongAnswered().get(DifferentialRows.NEIGHBOURS)).endsWith(0);
    }

    @Test
    void givesThoseThatTieTheMiddleOfTheirPlaces() {
        Occasions heldOut = occasions();
        add(heldOut, 0, Map.of(GOUT, 0.0, ASTHMA, 0.0, MIGRAINE, 0.0));
        add(heldOut, 0, Map.of(GOUT, 0.1, ASTHMA, 0.1, MIGRAINE, 0.2));
        assertThat(ranked(heldOut).ranks().get(TaskData.MODEL)).containsExactly(2, 3);
    }

    @Test
    void leavesOutAModelThatForetellsNothingSoNear() {
        Occasions heldOut = occasions();
        add(heldOut, 0, Map.of());
        assertThat(ranked(heldOut).ranks()).doesNotContainKey(TaskData.MODEL);
    }

    @Test
    void hasNoPlaceForWhatTrainingNeverHad() {
        Occasions heldOut = occasions();
        add(heldOut, 0, Map.of());
        add(heldOut, 1, Map.of());
        add(heldOut, 2, Map.of());
        assertThat(ranked(heldOut).ranks().get(DifferentialRows.FREQUENCY)).containsExactly(1, 2, 0);
    }
}
