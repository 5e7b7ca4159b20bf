package org.prodrome.reasoning.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.evaluation.baseline.PublishedScore.Input;
import org.prodrome.reasoning.evaluation.baseline.PublishedScore.Kind;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.Timelines;

class PublishedScoreTest {

    private final Concepts concepts = new Concepts();
    private final TreeMap<Integer, Float> columns = new TreeMap<>();

    private void last(String concept, double value) {
        columns.put(Feature.LAST.column(concepts.number(concept)), (float) value);
    }

    private void had(String concept) {
        columns.put(Feature.COUNT_ALL.column(concepts.number(concept)), 1f);
    }

    private void person(double years, boolean male) {
        columns.put(Feature.PERSONAL.column(concepts.number(Features.AGE)), (float) (years / 10));
        columns.put(Feature.PERSONAL.column(concepts.number(Features.MALE)), male ? 1f : 0f);
    }

    private double score(String outcome) {
        int[] numbers = columns.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] values = new float[numbers.length];
        int i = 0;
        for (Map.Entry<Integer, Float> column : columns.entrySet()) {
            values[i++] = column.getValue();
        }
        return PublishedScores.load().of(outcome).orElseThrow().of(new SparseRow(numbers, values), concepts);
    }

    @Test
    void computesFib4ByItsFormula() {
        person(60, true);
        last("lab/ast", 80);
        last("lab/alt", 64);
        last("lab/platelets", 120);
        assertThat(Math.exp(score("cirrhosis"))).isCloseTo(60.0 * 80 / (120 * 8), within(1e-4));
    }

    /** The example in Table S of the equations' supplement: a woman of 50, 160 mmHg treated, diabetes, eGFR 90, BMI 35: 8.1%. */
    @Test
    void computesPreventAsItsAuthorsDo() {
        person(50, false);
        last("vital/systolic", 160);
        last("vital/bmi", 35);
        last("lab/egfr", 90);
        had("condition/type-2-diabetes");
        had("group/antihypertensive");
        had("survey/smoking-status");
        had("survey/smoking-status=answer/never-smoker");
        assertThat(1 / (1 + Math.exp(-score("heart-failure")))).isCloseTo(0.081, within(0.0005));
    }

    @Test
    void addsPointsOfScored() {
        person(65, false);
        had("condition/hypertension");
        had("condition/anaemia");
        assertThat(score("chronic-kidney-disease")).isCloseTo(3 + 1 + 1 + 1, within(1e-6));
    }

    @Test
    void hasNoScoreOutsideTheAgesItIsFor() {
        last("lab/ast", 80);
        last("lab/alt", 64);
        last("lab/platelets", 120);
        person(35.9, true);
        assertThat(score("cirrhosis")).isNaN();
        person(36.1, true);
        assertThat(score("cirrhosis")).isNotNaN();
        person(19.9, true);
        assertThat(score("chronic-kidney-disease")).isNaN();
        person(20.1, true);
        assertThat(score("chronic-kidney-disease")).isNotNaN();
    }

    @Test
    void saysOfEachScoreWhichAgesItIsFor() {
        List<PublishedScore> scores = PublishedScores.load().scores();
        assertThat(scores)
                .extracting(PublishedScore::id, PublishedScore::fromAge, PublishedScore::toAge)
                .contains(tuple("charge-af", 46, 94), tuple("prevent-hf", 30, 79), tuple("ada-risk-test", 20, null));
        assertThat(scores).allSatisfy(score -> assertThat(score.words()).contains(score.fromAge() + " "));
    }

    @Test
    void hasNoScoreWhereAnInputIsMissing() {
        person(60, true);
        last("lab/ast", 80);
        concepts.number("lab/alt");
        concepts.number("lab/platelets");
        assertThat(score("cirrhosis")).isNaN();
    }

    @Test
    void namesInputsThatNoRecordTells() {
        PublishedScore ada = PublishedScores.load().of("type-2-diabetes").orElseThrow();
        assertThat(ada.missing(concepts))
                .contains("physical activity", "diabetes of a parent or sibling", "body mass index")
                .doesNotContain("age", "hypertension");
    }

    @Test
    void readsNumbersInTheUnitsOfTheUnitTable() {
        Timelines timelines = Timelines.load();
        for (PublishedScore score : PublishedScores.load().scores()) {
            for (Input input : score.inputs()) {
                if (input.kind() == Kind.LAST) {
                    for (String concept : input.concepts()) {
                        assertThat(timelines.unit(concept)).as(concept).hasValue(input.unit());
                    }
                }
            }
        }
    }

    @Test
    void namesOnlyInputsThatAreThere() {
        for (PublishedScore score : PublishedScores.load().scores()) {
            var ids = score.inputs().stream().map(Input::id).toList();
            for (PublishedScore.Sum sum : new PublishedScore.Sum[] {score.both(), score.women(), score.men()}) {
                if (sum != null) {
                    sum.terms()
                            .forEach(term -> term.factors()
                                    .forEach(factor -> assertThat(ids).contains(factor.input())));
                }
            }
        }
    }
}
