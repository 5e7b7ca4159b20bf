package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.Differential;
import org.prodrome.reasoning.model.Differential.Candidate;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.Timeline;

class DifferentialTest {

    @TempDir
    static Path root;

    private static RiskModel model;

    @BeforeAll
    static void load() {
        TestPackages packages = new TestPackages(root);
        model = RiskModel.load(packages.trained(1, 200), packages.trusted());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void ranksWhatIsForetoldByTheNinetyDayRiskAheadOfOpenProblems() {
        RiskProfile profile = chart(TestTimelines.usual(40));
        Differential differential = Objects.requireNonNull(profile.differential());
        List<Risk> near = differential.candidates().stream()
                .filter(candidate -> !candidate.openProblem())
                .map(candidate -> Objects.requireNonNull(candidate.risk()))
                .toList();
        assertThat(near)
                .containsExactlyInAnyOrderElementsOf(profile.risks().stream()
                        .filter(risk -> risk.horizonDays() == 90)
                        .toList());
        assertThat(near.getFirst().probability()).isGreaterThan(near.getLast().probability());
        assertThat(differential.candidates()).extracting(Candidate::openProblem).isSorted();
    }

    @Test
    void noneOfTheseIsAlwaysThereAndTheComplementOfAllCandidates() {
        Differential differential = differential(TestTimelines.usual(40));
        double complement = differential.candidates().stream()
                .filter(candidate -> !candidate.openProblem())
                .mapToDouble(candidate ->
                        1 - Objects.requireNonNull(candidate.risk()).probability())
                .reduce(1, (a, b) -> a * b);
        assertThat(differential.noneOfThese())
                .isCloseTo(complement, within(0.01))
                .isBetween(0.0, 1.0);
    }

    @Test
    void supportsRaiseAndArgumentsAgainstLowerEachWithItsSources() {
        Candidate planted = differential(TestTimelines.usual(40)).candidates().stream()
                .filter(candidate -> candidate.condition().equals("a planted disease"))
                .findFirst()
                .orElseThrow();
        assertThat(planted.supports().size() + planted.against().size()).isPositive();
        assertThat(planted.supports()).allMatch(contribution -> contribution.logOddsChange() > 0);
        assertThat(planted.against()).allMatch(contribution -> contribution.logOddsChange() < 0);
        assertThat(planted.supports()).extracting(Contribution::sources).noneMatch(List::isEmpty);
        assertThat(planted.against()).extracting(Contribution::sources).noneMatch(List::isEmpty);
    }

    @Test
    void aRecordedConditionIsAnOpenProblemWithItsSourceAndNeitherForetoldNorNotEvaluated() {
        Differential differential =
                differential(TestTimelines.with(TestTimelines.usual(30), TestTimelines.plantedDisease()));
        assertThat(differential.notEvaluated()).isEmpty();
        assertThat(differential.candidates())
                .filteredOn(candidate -> !candidate.openProblem())
                .extracting(Candidate::condition)
                .containsExactly("a disease nobody gets");
        assertThat(differential.candidates())
                .filteredOn(Candidate::openProblem)
                .anySatisfy(problem -> assertThat(problem.sources())
                        .extracting(source -> source.id())
                        .contains("c999"));
    }

    @Test
    void whatNobodyHasListedMeasurementsForWasNotLookedFor() {
        Differential differential =
                differential(TestTimelines.with(TestTimelines.usual(30), TestTimelines.plantedDisease()));
        assertThat(differential.candidates())
                .isNotEmpty()
                .extracting(Candidate::measured)
                .containsOnly(new Measured.NotLookedFor());
    }

    @Test
    void aConditionRecordedWithoutADateIsAnOpenProblemAndIsNotForetold() {
        Differential differential = differential(TestTimelines.withUndated(TestTimelines.usual(40)));
        assertThat(differential.notEvaluated()).isEmpty();
        assertThat(differential.candidates())
                .filteredOn(Candidate::openProblem)
                .anySatisfy(problem -> assertThat(problem.sources())
                        .extracting(source -> source.id())
                        .contains("undated"));
    }

    @Test
    void whatIsNotListedIsCounted() {
        Timeline usual = TestTimelines.usual(40);
        Differential few = differential(usual);
        Differential many = differential(TestTimelines.withUndatedProblems(usual, 20));

        assertThat(few.moreProblems()).isZero();
        assertThat(openProblems(many) + many.moreProblems()).isEqualTo(openProblems(few) + 20);
        assertThat(many.moreProblems()).isPositive();
    }

    @Test
    void whatRaisesAndLowersIsListedOrCounted() {
        Timeline timeline = TestTimelines.usual(40);
        RiskProfile profile = chart(timeline);
        int groups = Objects.requireNonNull(profile.tried()).groups();
        for (Candidate candidate :
                Objects.requireNonNull(profile.differential()).candidates()) {
            if (candidate.moreSupports() > 0) {
                assertThat(candidate.supports()).hasSize(6);
            }
            if (candidate.moreAgainst() > 0) {
                assertThat(candidate.against()).hasSize(6);
            }
            assertThat(candidate.supports().size()
                            + candidate.moreSupports()
                            + candidate.against().size()
                            + candidate.moreAgainst())
                    .isLessThanOrEqualTo(groups);
        }
    }

    private static long openProblems(Differential differential) {
        return differential.candidates().stream().filter(Candidate::openProblem).count();
    }

    @Test
    void isNotMadeUnlessTheChartAsks() {
        assertThat(((RiskProfile) model.answer(TestTimelines.usual(40), Depth.WHY)).differential())
                .isNull();
    }

    private static RiskProfile chart(Timeline timeline) {
        return (RiskProfile) model.answer(timeline, Depth.CHART);
    }

    private static Differential differential(Timeline timeline) {
        return Objects.requireNonNull(chart(timeline).differential());
    }
}
