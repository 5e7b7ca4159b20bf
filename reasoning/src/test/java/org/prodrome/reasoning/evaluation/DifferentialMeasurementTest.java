package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.evaluation.DifferentialResult.Answered;
import org.prodrome.reasoning.evaluation.DifferentialResult.Ranker;
import org.prodrome.reasoning.evaluation.DifferentialResult.Recall;
import org.prodrome.reasoning.training.Progress;

/**
 * 80 diagnoses of as many patients: the model has 20 first, 10 third and 10 eleventh, and declined 40, which frequency all has second.
 * Of those answered it has the first 20 sixth, the rest twelfth.
 */
class DifferentialMeasurementTest {

    private static final Protocol PROTOCOL = Protocol.load();
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(365), 365, 200, 3);

    private static final int[] MODEL = ranks(20, 1, 10, 3, 10, 11, 40, 0);
    private static final int[] FREQUENCY = ranks(20, 6, 20, 12, 40, 2);

    /** How many, at which place. */
    private static int[] ranks(int... pairs) {
        return IntStream.range(0, pairs.length / 2)
                .flatMap(i -> IntStream.range(0, pairs[2 * i]).map(j -> pairs[2 * i + 1]))
                .toArray();
    }

    private static DifferentialRows rows(int[] model, int[] frequency, int perPatient) {
        return TestSites.ranked(
                IntStream.range(0, model.length).mapToLong(i -> i / perPatient).toArray(),
                Map.of(TaskData.MODEL, model, DifferentialRows.FREQUENCY, frequency));
    }

    private static DifferentialResult of(DifferentialRows rows) {
        return new DifferentialMeasurement(SETTINGS, PROTOCOL).of(rows);
    }

    private static Answered answered(DifferentialResult result) {
        return Objects.requireNonNull(result.answered());
    }

    private static List<Double> recalls(Ranker ranker) {
        return ranker.recalls().stream().map(recall -> recall.recall().value()).toList();
    }

    private static final DifferentialResult RESULT = of(rows(MODEL, FREQUENCY, 1));

    @Test
    void countsWhatTheModelDeclinedAsNotFoundAmongAll() {
        assertThat(RESULT.candidates()).isEqualTo(12);
        assertThat(RESULT.diagnoses()).isEqualTo(80);
        assertThat(RESULT.patients()).isEqualTo(80);
        assertThat(recalls(RESULT.rankers().getFirst())).containsExactly(20 / 80.0, 30 / 80.0, 30 / 80.0);
        assertThat(recalls(RESULT.rankers().getLast())).containsExactly(0.0, 40 / 80.0, 60 / 80.0);
    }

    @Test
    void comparesOnTheSameDiagnosesWhereTheModelAnswered() {
        Answered answered = answered(RESULT);
        assertThat(answered.unanswered().value()).isCloseTo(40 / 80.0, within(1e-12));
        assertThat(answered.unanswered().interval().covers(0.5)).isTrue();
        assertThat(answered.unanswered().interval().low()).isBetween(0.3, 0.45);
        assertThat(answered.diagnoses()).isEqualTo(40);
        assertThat(answered.patients()).isEqualTo(40);
        assertThat(answered.rankers())
                .extracting(Ranker::id)
                .containsExactly(TaskData.MODEL, DifferentialRows.FREQUENCY);
        assertThat(recalls(answered.rankers().getFirst())).containsExactly(20 / 40.0, 30 / 40.0, 30 / 40.0);
        assertThat(recalls(answered.rankers().getLast())).containsExactly(0.0, 0.0, 20 / 40.0);
        assertThat(answered.rankers().getLast().recalls().getLast().modelLess().value())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void ranksTheOthersAmongWhatTheModelAnsweredToo() {
        Map<String, int[]> all = Map.of(TaskData.MODEL, ranks(40, 1), DifferentialRows.FREQUENCY, ranks(40, 6));
        Map<String, int[]> fewer = Map.of(TaskData.MODEL, ranks(40, 1), DifferentialRows.FREQUENCY, ranks(40, 2));
        DifferentialResult result = of(
                new DifferentialRows(12, IntStream.range(0, 40).asLongStream().toArray(), all, fewer));
        assertThat(recalls(result.rankers().getLast())).containsExactly(0.0, 0.0, 1.0);
        assertThat(recalls(answered(result).rankers().getLast())).containsExactly(0.0, 1.0, 1.0);
    }

    @Test
    void judgesEachComparisonByItsInterval() {
        assertThat(RESULT.rankers().getLast().recalls())
                .extracting(Recall::verdict)
                .containsExactly(Verdict.BEATS, Verdict.EQUAL, Verdict.DOES_NOT_BEAT);
        assertThat(answered(RESULT).rankers().getLast().recalls())
                .extracting(Recall::verdict)
                .containsExactly(Verdict.BEATS, Verdict.BEATS, Verdict.BEATS);
        assertThat(RESULT.rankers().getFirst().recalls())
                .extracting(Recall::verdict)
                .containsOnlyNulls();
        DifferentialResult worse = of(rows(ranks(60, 3), ranks(60, 1), 1));
        assertThat(worse.rankers().getLast().recalls())
                .extracting(Recall::verdict)
                .containsExactly(Verdict.DOES_NOT_BEAT, Verdict.EQUAL, Verdict.EQUAL);
    }

    @Test
    void holdsBackWhatWouldTellOfFewPatientsNotAnsweredFor() {
        DifferentialResult few = of(rows(ranks(30, 1, 18, 0), ranks(48, 2), 2));
        assertThat(few.answered())
                .as("18 diagnoses are of 9 patients")
                .isEqualTo(Answered.heldBack("held back: fewer than 10 patients answered for, or not"));
        assertThat(answered(few).diagnoses()).isNull();
        assertThat(answered(of(rows(ranks(30, 1, 20, 0), ranks(50, 2), 2))).diagnoses())
                .isEqualTo(30);
        assertThat(answered(of(rows(ranks(9, 1, 30, 0), ranks(39, 2), 1))).diagnoses())
                .isNull();
    }

    @Test
    void holdsBackWhatWouldTellOfFewPatientsNeverAnsweredFor() {
        long[] patients = IntStream.concat(
                        IntStream.range(0, 95), IntStream.concat(IntStream.range(60, 95), IntStream.range(95, 100)))
                .asLongStream()
                .toArray();
        int[] model = ranks(95, 1, 40, 0);
        DifferentialResult result = of(
                TestSites.ranked(patients, Map.of(TaskData.MODEL, model, DifferentialRows.FREQUENCY, ranks(135, 2))));
        assertThat(answered(result).diagnoses()).as("35 patients both, 5 never").isNull();
    }

    @Test
    void showsThatAllWereAnsweredForOrNone() {
        Answered all = answered(of(rows(ranks(5, 1), ranks(5, 2), 1)));
        assertThat(all.unanswered().value()).isZero();
        assertThat(all.diagnoses()).isEqualTo(5);
        Answered none = answered(of(rows(ranks(5, 0), ranks(5, 2), 1)));
        assertThat(none.unanswered().value()).isEqualTo(1);
        assertThat(none.rankers().getLast().recalls().getFirst().recall().missing())
                .isEqualTo("the model answered for none");
    }

    @Test
    void hasNobodyToAnswerWithoutAModel() {
        DifferentialResult result =
                of(TestSites.ranked(new long[] {1, 2}, Map.of(DifferentialRows.FREQUENCY, new int[] {1, 2})));
        assertThat(result.answered()).isNull();
        assertThat(result.rankers().getFirst().recalls().getFirst().verdict()).isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void saysOnThePageHowManyCandidatesThereAreAndWhoIsAhead() {
        assertThat(new DifferentialPart(PROTOCOL).html(RESULT))
                .contains("At most 12 conditions are ranked")
                .contains(
                        "in random order at least 8.3% are first, 42% are among the first 5, 83% are among the first 10")
                .contains("For 50% (")
                .contains("On the 40 diagnoses, of 40 patients, for which it gave one")
                .contains("<td>38%<span", "<td>75%<span")
                .contains("<span class=\"chip beats\">beats</span><span class=\"ci\">+0.250 (")
                .contains("<span class=\"chip equal\">equal within interval</span><span class=\"ci\">−0.125 (");
        assertThat(new DifferentialPart(PROTOCOL).html(of(rows(ranks(60, 3), ranks(60, 1), 1))))
                .contains("<span class=\"chip below\">does not beat</span><span class=\"ci\">−1.000 (")
                .contains("For each of them the model gave a risk of the condition recorded")
                .doesNotContain("since it declined");
        assertThat(new DifferentialPart(PROTOCOL).html(of(rows(ranks(30, 1, 9, 0), ranks(39, 2), 1))))
                .contains("gave no risk of the condition recorded: held back: fewer than 10 patients")
                .doesNotContain("since it declined", "null", "NaN");
    }

    @Test
    void writesBothInJson() throws IOException {
        EvaluationData data = TestSites.of(200, 20, "gout");
        EvaluationData.Site site = data.sites().getFirst();
        EvaluationReport report = new Measuring(
                        new EvaluationData(
                                null,
                                true,
                                data.settings(),
                                List.of(new EvaluationData.Site(
                                        site.name(), 200, 800, 0, site.tasks(), rows(MODEL, FREQUENCY, 1))),
                                null),
                        PROTOCOL,
                        Progress.SILENT)
                .report(null);
        JsonNode found = new ObjectMapper().readTree(ReportFiles.json(report)).at("/internal/differential");
        assertThat(found.at("/answered/unanswered/value").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(found.at("/answered/diagnoses").asInt()).isEqualTo(40);
        assertThat(found.at("/answered/rankers/1/recalls/2/recall/value").asDouble())
                .isEqualTo(0.5);
        assertThat(found.at("/answered/rankers/1/recalls/0/verdict").asText()).isEqualTo("beats");
        assertThat(found.at("/rankers/1/recalls/1/verdict").asText()).isEqualTo("equal within interval");
        assertThat(found.at("/rankers/0/recalls/0/verdict").isNull()).isTrue();
    }
}
