package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.model.Verdict;

/** No figure stands without its horizon, its verdict and what it rests on. */
class RiskPanelTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void theLikeliestComesFirstAtTheHorizonNearestToThreeYears() {
        List<RiskLine> lines = RiskLine.of(TestProfiles.profile(), TODAY);

        assertThat(lines)
                .extracting(line -> line.risk().outcome())
                .containsExactly(TestProfiles.HEART_FAILURE, TestProfiles.CIRRHOSIS);
        assertThat(lines.getFirst().figure()).isEqualTo("31%");
        assertThat(lines.getFirst().frame()).startsWith("within 3 years").contains("age and sex alone: 2.0%");
        assertThat(lines.getFirst().course())
                .hasValueSatisfying(course -> assertThat(course.horizonDays()).isEqualTo(TestProfiles.THREE_YEARS));
    }

    @Test
    void everyVerdictIsPrintedWithItsReason() {
        assertThat(text(TestProfiles.profile()))
                .contains("Undetermined: Too few to tell.")
                .contains("Lower than in 90 of 100 who got it.")
                .doesNotContain("Of the shorter horizon.");
    }

    @Test
    void aLowVerdictIsNeitherCalledUnlikelyNorMarkedNorBold() {
        RiskPanel panel = new RiskPanel(TestProfiles.profile(), TODAY);

        assertThat(panel.getElement().getTextRecursively()).doesNotContainIgnoringCase("unlikely");
        assertThat(panel.getElement().getOuterHTML()).doesNotContain("title=").doesNotContain("\u25BD");
        assertThat(RiskLine.of(TestProfiles.profile(), TODAY).getLast().verdict())
                .isEqualTo("Lower than in 90 of 100 who got it.");
    }

    @Test
    void theMeaningOfAllThreeVerdictsAndOfTheIntervalStandsInPlainSight() {
        assertThat(text(TestProfiles.profile()))
                .contains("Higher: above most who did not get it")
                .contains("Lower: below most who got it")
                .contains("it rules nothing out")
                .contains("Undetermined: neither can be said")
                .contains("the middle 90% of the calibration's bootstrap");
    }

    @Test
    void theIntervalIsNamedAsTheCalibrationsWhereverItStands() {
        var risk = TestProfiles.risk(TestProfiles.CIRRHOSIS, TestProfiles.YEAR, 0.04, Verdict.undetermined("-"));

        assertThat(RiskLine.of(TestProfiles.profile(), TODAY).getFirst().frame())
                .contains("calibration interval 16% to 47%");
        assertThat(new NaturalFrequency(risk).getElement().getTextRecursively())
                .contains("calibration interval 2 to 6");
    }

    @Test
    void whatIsNotAnsweredIsSaidWithTheReason() {
        assertThat(text(TestProfiles.profile())).contains("type 2 diabetes").contains("Not answered: recorded already");
    }

    @Test
    void saysHowMuchItSawAndWhatComputedIt() {
        assertThat(text(TestProfiles.profile()))
                .contains("The model saw 1,240 of 3,100 dated events, all it can read since 2019-07-03.")
                .contains("Model kestrel 3.1 on CPU of the test, trained on synthetic records.");
    }

    @Test
    void aModelOfRealRecordsIsNotCalledSynthetic() {
        var profile =
                new RiskProfile(new ModelVersion("own", "1", "00", false, "CPU"), List.of(), List.of(), Map.of(), 0, 2);

        assertThat(ModelWords.model(profile)).isEqualTo("Model own 1 on CPU.");
        assertThat(ModelWords.seen(profile)).isEqualTo("The model saw 0 of 2 dated events.");
    }

    @Test
    void withoutAnAnswerTheReasonStandsAndNoFigure() {
        var unavailable = new ModelAnswer.Unavailable("the model is not released to you here");

        for (var panel : List.of(new RiskPanel(unavailable, TODAY), new TrajectoryPanel(unavailable, TODAY))) {
            assertThat(panel.getElement().getTextRecursively())
                    .contains("No risk is shown: the model is not released to you here")
                    .doesNotContain("computed:")
                    .doesNotContain("%");
        }
    }

    @Test
    void theCourseIsThatOfTheChosenOutcomeAndHorizon() {
        TrajectoryChoices choices = new TrajectoryChoices(TestProfiles.profile().trajectories());

        assertThat(choices.outcomes()).containsExactly(TestProfiles.HEART_FAILURE, TestProfiles.CIRRHOSIS);
        assertThat(choices.horizons(TestProfiles.HEART_FAILURE)).containsExactly(365, 3 * 365);
        assertThat(choices.nearest(TestProfiles.CIRRHOSIS, 365)).isEqualTo(3 * 365);
        assertThat(choices.find(TestProfiles.CIRRHOSIS, 365)).isEmpty();
    }

    @Test
    void thePanelOfCoursesBeginsWithTheLikeliestAndSaysItsBasis() {
        String panel =
                new TrajectoryPanel(TestProfiles.profile(), TODAY).getElement().getTextRecursively();

        assertThat(panel)
                .contains("heart failure is diagnosed within 3 years of each day")
                .contains("Model kestrel 3.1")
                .contains("trained on synthetic records")
                .contains("2026-05-21")
                .contains("22%");
    }

    @Test
    void noPointIsDatedAfterTheReadersDayThoughElsewhereTheNextOneHasBegun() {
        String panel = new TrajectoryPanel(TestProfiles.profile(), TODAY.minusDays(1))
                .getElement()
                .getTextRecursively();

        assertThat(panel).contains("2026-11-20").doesNotContain("2026-11-21");
    }

    @Test
    void theTableHoldsEveryDayNewestFirstUnderItsHorizon() {
        String table = TrajectoryTable.of(TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.1, 0.2, 0.3))
                .getElement()
                .getTextRecursively();

        assertThat(table).contains("Within 1 year").contains("15% to 45%");
        assertThat(table.indexOf("2026-11-21"))
                .isPositive()
                .isLessThan(table.indexOf(LocalDate.of(2025, 11, 21).toString()));
    }

    @Test
    void theCourseBesideARiskEndsOnTheReadersDayThoughElsewhereTheNextOneHasBegun() {
        RiskLine line = RiskLine.of(TestProfiles.profile(), TODAY.minusDays(1)).getFirst();

        assertThat(line.course().orElseThrow().points().getLast().date()).isEqualTo(TODAY.minusDays(1));
    }

    @Test
    void theCaptionSaysHowDaysAreChosenAndWhyThereIsNoEarlierOne() {
        Trajectory course = TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.1, 0.2);
        Trajectory one = TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.2);
        List<LocalDate> declined = List.of(TODAY.minusMonths(3));

        assertThat(TrajectoryPanel.caption(course))
                .contains("today and at most 23 of the 5 years before")
                .doesNotContain("declined");
        assertThat(TrajectoryPanel.caption(new Trajectory(course.outcome(), 365, course.points(), declined)))
                .contains("On 1 of them the model would have declined: the line is broken there.");
        assertThat(TrajectoryPanel.caption(one))
                .contains("No earlier day is shown: nothing is on record in these years.")
                .doesNotContain("declined");
        assertThat(TrajectoryPanel.caption(new Trajectory(one.outcome(), 365, one.points(), declined)))
                .contains("No earlier day is shown: the model would have declined on each that was looked at.");
    }

    private static String text(ModelAnswer answer) {
        return new RiskPanel(answer, TODAY).getElement().getTextRecursively();
    }
}
