package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Verdict;
import org.prodrome.reasoning.model.Verdict.Kind;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.training.FollowUp;

class AnsweredHorizonsTest {

    private static final ModelVersion VERSION = new ModelVersion("made-up", "1", "00", true, "CPU");
    private static final Outcome GOUT = new Outcome("gout", "gout");
    private static final Outcome ASTHMA = new Outcome("asthma", "asthma");
    private static final List<Outcome> BOTH = List.of(GOUT, ASTHMA);
    private static final int DAY = 20_000;

    private static IndexRow row(long patient, float gout, float asthma, int end) {
        return new IndexRow(
                new FollowUp(
                        patient,
                        LocalDate.of(1950, 1, 1),
                        Demographics.Sex.FEMALE,
                        10_000,
                        end,
                        false,
                        new float[] {gout, asthma},
                        new int[] {DAY}),
                DAY);
    }

    private static ModelAnswer answer(Map<Outcome, Double> risks, int... horizons) {
        List<Risk> all = new ArrayList<>();
        risks.forEach((outcome, risk) -> {
            for (int horizon : horizons) {
                all.add(new Risk(outcome, horizon, risk, risk, risk, null));
            }
        });
        return new ModelAnswer.RiskProfile(VERSION, all, List.of(), Map.of(), 0, 0);
    }

    private static Rows rows() {
        Rows rows = new Rows(new Questions(BOTH, List.of(365)));
        add(rows, row(1, Float.NaN, Float.NaN, 30_000), answer(Map.of(GOUT, 0.2), 365));
        add(rows, row(2, DAY + 50, Float.NaN, 30_000), answer(Map.of(GOUT, 0.2, ASTHMA, 0.5), 90, 365));
        add(rows, row(3, Float.NaN, DAY + 200, 30_000), answer(Map.of(GOUT, 0.1, ASTHMA, 0.1), 90, 365));
        add(rows, row(4, Float.NaN, Float.NaN, DAY + 30), answer(Map.of(GOUT, 0.3), 90, 365));
        add(rows, row(5, DAY - 9, DAY + 10, 30_000), answer(Map.of(ASTHMA, 0.4), 90, 365));
        return rows;
    }

    private static void add(Rows rows, IndexRow row, ModelAnswer answer) {
        rows.add(row, new SparseRow(new int[0], new float[0]));
        rows.answers().add(TaskData.MODEL, row, answer);
    }

    @Test
    void keepsWhatTheModelAnswersAtAHorizonNobodyAskedFor() {
        List<HorizonRows> all = new AnsweredHorizons(rows(), BOTH).all();
        assertThat(all).extracting(HorizonRows::horizonDays).containsExactly(90, 365, 90, 365);
        assertThat(all.getFirst().patients())
                .as("1 was not answered within 90 days, 4 was lost, 5 had it")
                .containsExactly(2, 3);
        assertThat(all.getFirst().events()).containsExactly(true, false);
        assertThat(all.get(2).patients()).containsExactly(2, 3, 5);
        assertThat(all.get(2).events()).containsExactly(false, false, true);
    }

    private static ModelAnswer saying(Outcome outcome, int horizon, Kind kind) {
        Risk risk = new Risk(outcome, horizon, 0.2, 0.2, 0.2, null, new Verdict(kind, "arranged"));
        return new ModelAnswer.RiskProfile(VERSION, List.of(risk), List.of(), Map.of(), 0, 0);
    }

    @Test
    void keepsTheVerdictOfEachRowWhoseOutcomeIsKnown() {
        Rows rows = new Rows(new Questions(BOTH, List.of(365)));
        IndexRow well = row(1, Float.NaN, Float.NaN, 30_000);
        add(rows, well, saying(ASTHMA, 90, Kind.UNDETERMINED));
        add(rows, well, new ModelAnswer.Unavailable("late"));
        add(rows, row(2, Float.NaN, Float.NaN, DAY + 30), saying(GOUT, 90, Kind.UNLIKELY));
        add(rows, row(3, DAY + 50, Float.NaN, 30_000), saying(GOUT, 90, Kind.LIKELY));
        rows.answers().add(TaskData.ORACLE, well, saying(GOUT, 90, Kind.LIKELY));
        add(rows, well, saying(GOUT, 90, Kind.UNLIKELY));
        add(rows, well, saying(GOUT, 90, Kind.UNDETERMINED));
        List<HorizonRows> all = new AnsweredHorizons(rows, BOTH).all();
        assertThat(all).extracting(HorizonRows::outcome).containsExactly("gout", "asthma");
        assertThat(all.getFirst().patients()).containsExactly(3, 1, 1);
        assertThat(all.getFirst().verdicts()).containsExactly(Kind.LIKELY, Kind.UNLIKELY, Kind.UNDETERMINED);
        assertThat(all.getLast().verdicts()).as("none but undetermined").isNull();
    }

    @Test
    void asksWhetherAnyOfTheAnsweredConditionsComes() {
        HorizonRows any = new AnsweredHorizons(rows(), BOTH).any(90);
        assertThat(any.patients()).containsExactly(2, 3, 5);
        assertThat(any.events()).containsExactly(true, false, true);
        assertThat(any.probabilities()[0]).isCloseTo(0.6, within(1e-6));
        assertThat(any.probabilities()[1]).isCloseTo(0.19, within(1e-6));
        assertThat(any.weights()[0]).as("diagnosed after 4 was lost").isGreaterThan(1);
    }

    @Test
    void countsIndexDatesOfAPersonYearBeforeTheDiagnosis() {
        Rows rows = new Rows(new Questions(BOTH, List.of(365)));
        IndexRow well = row(1, Float.NaN, Float.NaN, DAY + 731);
        add(rows, well, answer(Map.of(), 365));
        add(rows, new IndexRow(well.life(), DAY + 365), answer(Map.of(), 365));
        add(rows, row(2, DAY + 731, Float.NaN, 30_000), answer(Map.of(), 365));
        EligibleTime time = new EligibleTime(18, DAY - 10_000);
        assertThat(time.datesPerYear(rows, 0)).isCloseTo(3 / (2 * 731 / 365.25), within(1e-9));
    }
}
