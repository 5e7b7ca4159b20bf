package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Tried;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.Timeline;

class RiskModelTest {

    @TempDir
    static Path root;

    private static TestPackages packages;
    private static Path directory;
    private static RiskModel model;

    @BeforeAll
    static void load() {
        packages = new TestPackages(root);
        directory = packages.trained(1);
        model = RiskModel.load(directory, packages.trusted());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void answersEveryOutcomeAtEveryHorizonAndNeverFallsWithTheHorizon() {
        RiskProfile profile = profile(TestTimelines.usual(30), false);
        assertThat(profile.risks()).hasSize(14);
        for (String outcome : List.of("planted", "absent")) {
            List<Risk> risks = profile.risks().stream()
                    .filter(risk -> risk.outcome().id().equals(outcome))
                    .toList();
            assertThat(risks).extracting(Risk::horizonDays).containsExactly(30, 90, 180, 365, 730, 1095, 1825);
            assertThat(risks).extracting(Risk::probability).isSorted();
        }
        assertThat(profile.model()).isEqualTo(model.version());
        assertThat(profile.eventsSeen()).isEqualTo(30);
    }

    @Test
    void declinesWhereProblemsResultsOrThePatientWereNotReadInFull() {
        for (String part : List.of("Condition", "Observation", "Patient")) {
            RiskProfile profile = profile(
                    TestTimelines.usual(30, List.of(new Gap(part, Gap.Reason.TRUNCATED, "only a part was read"))),
                    false);
            assertThat(profile.risks()).isEmpty();
            assertThat(profile.abstentions())
                    .extracting(Abstention::reason)
                    .allSatisfy(
                            reason -> assertThat(reason).endsWith("could not be read in full: only a part was read"));
        }
        assertThat(profile(TestTimelines.usual(30, List.of(Gap.withheld())), false)
                        .abstentions())
                .isNotEmpty()
                .extracting(Abstention::reason)
                .allSatisfy(reason -> assertThat(reason)
                        .isEqualTo("the record could not be read in full: "
                                + Gap.withheld().detail()));
        Gap harmless = new Gap("Immunization", Gap.Reason.NO_SCOPE, "not granted");
        assertThat(profile(TestTimelines.usual(30, List.of(harmless)), false).risks())
                .hasSize(14);
    }

    @Test
    void comparesWithAgeAndSexOnlyForASexItWasFittedOn() {
        assertThat(profile(TestTimelines.usual(30, Demographics.Sex.OTHER), false)
                        .risks())
                .extracting(Risk::baseline)
                .containsOnlyNulls();
    }

    @Test
    void carriesTheRiskFromAgeAndSexWhereItCouldBeFitted() {
        assertThat(profile(TestTimelines.usual(30), false).risks())
                .filteredOn(risk -> risk.outcome().id().equals("planted") && risk.horizonDays() >= 365)
                .allSatisfy(risk -> assertThat(risk.baseline()).isBetween(0.0, 1.0));
    }

    @Test
    void sameTimelineSameAnswerToTheBit() {
        assertThat(profile(TestTimelines.usual(30), true)).isEqualTo(profile(TestTimelines.usual(30), true));
    }

    @Test
    void reloadedModelAnswersTheSameToTheBit() {
        try (RiskModel again = RiskModel.load(directory, packages.trusted())) {
            assertThat(again.answer(TestTimelines.usual(40), Depth.WHY))
                    .isEqualTo(model.answer(TestTimelines.usual(40), Depth.WHY));
        }
    }

    @Test
    void batchAnswersLikeOneByOne() {
        List<Timeline> timelines = IntStream.range(0, 45)
                .mapToObj(i -> TestTimelines.usual(6 + i, i))
                .toList();
        List<ModelAnswer> together = model.answers(timelines);
        for (int i = 0; i < timelines.size(); i++) {
            RiskProfile one = profile(timelines.get(i), false);
            RiskProfile batched = (RiskProfile) together.get(i);
            for (int r = 0; r < one.risks().size(); r++) {
                assertThat(batched.risks().get(r).probability())
                        .isCloseTo(one.risks().get(r).probability(), within(1e-6));
            }
        }
    }

    @Test
    void abstainsFromWhatIsAlreadyRecordedAndAnswersTheRest() {
        RiskProfile profile =
                profile(TestTimelines.with(TestTimelines.usual(30), TestTimelines.plantedDisease()), false);
        assertThat(profile.abstentions()).extracting(Abstention::reason).containsExactly("already recorded");
        assertThat(profile.risks()).allMatch(risk -> risk.outcome().id().equals("absent"));
    }

    @Test
    void abstainsFromAShortHistory() {
        assertThat(reasons(TestTimelines.usual(3)))
                .allMatch(reason -> reason.startsWith("too little history: 3 dated"));
    }

    @Test
    void abstainsFromAgesItWasNotTrainedFor() {
        Timeline young = TestTimelines.usual(30);
        Timeline child =
                new Timeline(young.asOf(), LocalDate.of(2005, 1, 1), young.sex(), young.entries(), 0, List.of());
        assertThat(reasons(child)).allMatch(reason -> reason.startsWith("age outside"));
    }

    @Test
    void abstainsFromCodesItDoesNotKnow() {
        Timeline strange = TestTimelines.usual(10);
        for (int i = 0; i < 30; i++) {
            strange = TestTimelines.with(strange, TestTimelines.unknown(i));
        }
        assertThat(reasons(strange)).allMatch(reason -> reason.startsWith("too many codes"));
    }

    @Test
    void explainsByConceptWithTheResourcesNewestFirst() {
        RiskProfile profile = profile(TestTimelines.usual(40), true);
        assertThat(profile.contributions().keySet()).isEqualTo(Set.of("planted", "absent"));
        assertThat(profile.contributions().values()).allSatisfy(contributions -> {
            assertThat(contributions).hasSizeLessThanOrEqualTo(8).allSatisfy(contribution -> {
                assertThat(contribution.sources()).isNotEmpty();
                List<Integer> ids = contribution.sources().stream()
                        .map(source -> -Integer.parseInt(source.id().substring(1)))
                        .toList();
                assertThat(ids).isSorted();
            });
        });
    }

    @Test
    void saysHowManyGroupsWereTriedAndHowManyContributionsAreNotListed() {
        RiskProfile profile = profile(TestTimelines.usual(40), true);
        Tried tried = Objects.requireNonNull(profile.tried());

        assertThat(tried.leftOut()).isPositive().isLessThanOrEqualTo(tried.groups());
        assertThat(tried.notListed().keySet()).isEqualTo(profile.contributions().keySet());
        profile.contributions()
                .forEach((outcome, listed) -> assertThat(
                                listed.size() + tried.notListed().getOrDefault(outcome, -1))
                        .isBetween(listed.size(), tried.leftOut()));
    }

    @Test
    void explainsNothingUnlessAsked() {
        assertThat(profile(TestTimelines.usual(40), false).contributions()).isEmpty();
        assertThat(profile(TestTimelines.usual(40), false).tried()).isNull();
    }

    private static List<String> reasons(Timeline timeline) {
        RiskProfile profile = profile(timeline, true);
        assertThat(profile.risks()).isEmpty();
        assertThat(profile.abstentions()).hasSize(2);
        return profile.abstentions().stream().map(Abstention::reason).toList();
    }

    private static RiskProfile profile(Timeline timeline, boolean explain) {
        return (RiskProfile) model.answer(timeline, explain ? Depth.WHY : Depth.RISKS);
    }
}
