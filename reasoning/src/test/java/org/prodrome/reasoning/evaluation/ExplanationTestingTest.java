package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.prodrome.reasoning.TestRecords.lab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class ExplanationTestingTest {

    private static final LocalDate BIRTH = LocalDate.of(1960, 3, 1);
    private static final LocalDate NOW = LocalDate.of(2020, 6, 1);
    private static final List<String> LOINC =
            List.of("4548-4", "718-7", "2160-0", "2951-2", "2823-3", "1742-6", "777-3", "2085-9");
    private static final ModelVersion VERSION = new ModelVersion("sum", "1", "00", true, "CPU");

    /** Sums a weight per concept; explains itself as it is, or the wrong way round. */
    private record Summing(boolean honest) implements Explaining {

        private static double weight(String concept) {
            return 0.1 * (1 + Math.floorMod(concept.hashCode(), 13));
        }

        private static double logOdds(List<String> concepts) {
            return -4 + concepts.stream().mapToDouble(Summing::weight).sum();
        }

        private static List<String> concepts(Timeline story) {
            return story.entries().stream()
                    .map(entry -> entry.concept())
                    .distinct()
                    .toList();
        }

        @Override
        public List<ModelAnswer> answers(List<Timeline> stories) {
            return stories.stream().<ModelAnswer>map(Summing::answer).toList();
        }

        private static ModelAnswer answer(Timeline story) {
            double p = 1 / (1 + Math.exp(-logOdds(concepts(story))));
            Risk risk = new Risk(new Outcome("gout", "gout"), 365, p, p, p, null);
            return new ModelAnswer.RiskProfile(VERSION, List.of(risk), List.of(), Map.of(), 8, 8);
        }

        @Override
        public Probed probe(Timeline story) {
            return new Sum(concepts(story), honest);
        }
    }

    private record Sum(List<String> groups, boolean honest) implements Explaining.Probed {

        @Override
        public double logOdds(String outcome) {
            return Summing.logOdds(groups);
        }

        @Override
        public double[] leftOut(String outcome) {
            return groups.stream()
                    .mapToDouble(group -> honest ? Summing.weight(group) : 2 - Summing.weight(group))
                    .toArray();
        }

        @Override
        public double[] logOddsWithout(String outcome, List<? extends Collection<Integer>> sets) {
            return sets.stream()
                    .mapToDouble(set -> Summing.logOdds(IntStream.range(0, groups.size())
                            .filter(i -> !set.contains(i))
                            .mapToObj(groups::get)
                            .toList()))
                    .toArray();
        }

        @Override
        public Optional<double[]> integratedGradients(String outcome) {
            return honest ? Optional.of(leftOut(outcome)) : Optional.empty();
        }
    }

    private static List<Timeline> stories() {
        return IntStream.range(0, 12).mapToObj(ExplanationTestingTest::story).toList();
    }

    private static Timeline story(int number) {
        List<ClinicalEvent> events = new ArrayList<>();
        for (int i = 0; i < LOINC.size(); i++) {
            if ((number + i) % 5 != 0) {
                events.add(lab("l" + i, LOINC.get(i), NOW.minusDays(10 + i), "7", "1"));
                events.add(lab("m" + i, LOINC.get(i), NOW.minusDays(100 + i), "8", "1"));
            }
        }
        return Timelines.load()
                .build(TestRecords.record("p" + number, BIRTH, Demographics.Sex.FEMALE, null, events), NOW);
    }

    private static ExplanationResult tested(Explaining model, Map<String, Explaining> others) {
        ExplanationRows rows = new ExplanationTesting(model, others, 365, 3).of(stories());
        return new ExplanationMeasurement(new EvaluationSettings(List.of(365), 365, 100, 3), Protocol.load()).of(rows);
    }

    @Test
    void findsThatAnHonestExplanationNamesWhatMatters() {
        ExplanationResult result = tested(new Summing(true), Map.of());
        assertThat(result.stories()).isEqualTo(12);
        assertThat(result.areaBetween().interval().low()).isPositive();
        assertThat(result.top().get(1).value())
                .isGreaterThan(result.random().get(1).value());
    }

    @Test
    void findsThatAnExplanationTheWrongWayRoundIsWorseThanChance() {
        assertThat(tested(new Summing(false), Map.of()).areaBetween().interval().high())
                .isNegative();
    }

    @Test
    void endsWhereEverythingIsTakenOutEitherWay() {
        ExplanationRows rows = new ExplanationTesting(new Summing(true), Map.of(), 365, 3).of(stories());
        assertThat(rows.deletions())
                .allSatisfy(deletion -> assertThat(deletion.top()[deletion.top().length - 1])
                        .isCloseTo(deletion.random()[deletion.random().length - 1], within(1e-6)));
    }

    @Test
    void findsWhoAgreesAndWhoDoesNot() {
        ExplanationResult result =
                tested(new Summing(true), Map.of("same", new Summing(true), "contrary", new Summing(false)));
        assertThat(result.agreements())
                .extracting(ExplanationResult.Agreement::other)
                .containsExactly("contrary", "integrated gradients", "same");
        assertThat(result.agreements().getFirst().spearman().value()).isLessThan(-0.9);
        assertThat(result.agreements().getLast().spearman().value()).isCloseTo(1, within(1e-9));
        assertThat(result.agreements().getLast().overlap().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void testsNothingOfAModelThatDoesNotAnswer() {
        Explaining silent = new Explaining() {
            @Override
            public List<ModelAnswer> answers(List<Timeline> stories) {
                return stories.stream()
                        .<ModelAnswer>map(story -> new ModelAnswer.Unavailable("switched off"))
                        .toList();
            }

            @Override
            public Probed probe(Timeline story) {
                throw new IllegalStateException("a model that doesn't answer has no reasons");
            }
        };
        assertThat(tested(silent, Map.of()).areaBetween().known()).isFalse();
    }
}
