package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * What the shipped package says of a person with a disease under way and of the same person without it: the test no real data can give. It
 * sees synthetic people only, and says nothing of real ones.
 */
class CounterfactualTwinsTest {
    private static final int YEAR = 365;
    /** Odds at least doubled: what noise in a few values does not do. */
    private static final double CLEAR = Math.log(2);

    private static final double NEARLY_ALL = 0.9;

    private static final TwinPairs TWINS = TwinPairs.load();

    private static List<Moved> all = List.of();

    /**
     * What the disease does to the answer.
     *
     * @param logOdds by outcome, of the 1-year risk with the disease less without it; outcomes that both are answered about
     */
    private record Moved(String disease, int person, Map<String, Double> logOdds) {

        double own() {
            return Optional.ofNullable(logOdds.get(disease))
                    .orElseThrow(() -> new AssertionError(
                            "expected an answer about " + disease + " for person " + person + " and the twin"));
        }

        Stream<Double> of(Set<String> outcomes) {
            return outcomes.stream().map(logOdds::get).filter(Objects::nonNull);
        }
    }

    @BeforeAll
    static void ask() {
        Path models = Path.of("models");
        Timelines timelines = Timelines.load();
        RulePack rules = RulePack.load();
        try (RiskServer server = new RiskServer(
                RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys"))))) {
            Assessment assessment = new Assessment(
                    timelines,
                    server,
                    new RuleEngine(rules),
                    rules.releases(),
                    new Findings(Thresholds.load()),
                    new Cards(MatterKey.of(new byte[32])),
                    Summaries.load(timelines));
            all = TWINS.pairs().stream().map(pair -> moved(assessment, pair)).toList();
        }
    }

    private static Moved moved(Assessment assessment, TwinPairs.Pair pair) {
        Map<String, Double> logOdds = logOdds(assessment, pair.ill());
        Map<String, Double> without = logOdds(assessment, pair.well());
        logOdds.keySet().retainAll(without.keySet());
        logOdds.replaceAll((outcome, with) -> with - Objects.requireNonNull(without.get(outcome)));
        return new Moved(pair.disease(), pair.person(), logOdds);
    }

    private static Map<String, Double> logOdds(Assessment assessment, PatientRecord record) {
        RiskProfile answer = (RiskProfile) assessment
                .assess(new AssessmentRequest(record, TWINS.day(), Moment.ORDER_SIGN, List.of()), Duration.ofMinutes(1))
                .model();
        return answer.risks().stream()
                .filter(risk -> risk.horizonDays() == YEAR)
                .collect(Collectors.toMap(
                        risk -> risk.outcome().id(),
                        risk -> Math.log(risk.probability() / (1 - risk.probability())),
                        (one, other) -> one,
                        HashMap::new));
    }

    static Set<String> diseases() {
        return TWINS.untouched().keySet();
    }

    private static List<Moved> of(String disease) {
        return all.stream().filter(moved -> moved.disease().equals(disease)).toList();
    }

    private static double[] own(String disease) {
        return of(disease).stream().mapToDouble(Moved::own).toArray();
    }

    private static double[] untouched(String disease) {
        Set<String> outcomes = Objects.requireNonNull(TWINS.untouched().get(disease));
        return of(disease).stream()
                .flatMap(moved -> moved.of(outcomes))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("diseases")
    void takingADiseaseAwayTakesItsRiskAwayInTheMean(String disease) {
        assertThat(own(disease)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(mean(own(disease))).isGreaterThan(CLEAR);
    }

    @ParameterizedTest
    @MethodSource("diseases")
    void theRisksThatTheDiseaseDoesNotTouchMoveLess(String disease) {
        assertThat(untouched(disease)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(median(absolute(untouched(disease)))).isLessThan(median(absolute(own(disease))));
    }

    /** The control: by the measure of the first test, no disease is taken away whose values nothing changed. */
    @ParameterizedTest
    @MethodSource("diseases")
    void theRisksThatTheDiseaseDoesNotTouchAreNotTakenAway(String disease) {
        assertThat(Math.abs(mean(untouched(disease)))).isLessThan(CLEAR);
    }

    @Test
    void nearlyEveryTwinIsAtLessRiskOfWhatTheyWillNotGet() {
        long less = all.stream().filter(moved -> moved.own() > 0).count();
        assertThat((double) less).isGreaterThanOrEqualTo(NEARLY_ALL * all.size());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
