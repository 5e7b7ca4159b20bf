package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Nothing that was not known on the as-of day reaches an assessment: timeline, risks, trajectories, differential, explanations,
 * rules, cards and summary, from the resources on, by the shipped package.
 *
 * <p>Two things are told of the record as it is today, and therefore not planted: what could not be read of it (a gap has no
 * day), and the status of what was known then.
 */
class FutureEventTest {

    private static final LocalDate AS_OF = TestCharts.AS_OF.minusYears(2);
    private static final int WOMEN = 3;

    @SuppressWarnings("NullAway.Init")
    private static RiskModel model;

    @SuppressWarnings("NullAway.Init")
    private static Assessment assessment;

    @SuppressWarnings("NullAway.Init")
    private static List<Assessed> undisturbed;

    @BeforeContainer
    static void load() {
        Path models = Path.of("models");
        model = RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys")));
        Timelines timelines = Timelines.load();
        assessment = new Assessment(
                NoteFindings.load(),
                timelines,
                new Loaded(model),
                new RuleEngine(RulePack.load()),
                new Everything(),
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(new byte[32])),
                Summaries.load(timelines));
        undisturbed = new ArrayList<>();
        for (int seed = 0; seed < WOMEN; seed++) {
            undisturbed.add(assess(past(seed).read(), AS_OF));
        }
    }

    @AfterContainer
    static void close() {
        model.close();
    }

    /** A woman measured twice a year for ten years, with something of each kind that may be made worse by what comes. */
    private static TestCharts past(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestCharts chart = TestCharts.woman()
                .condition("c1", "59621000", "Essential hypertension", "2016-02-01")
                .medication("m1", "860975", "metformin 500 MG", "2023-02-01")
                .allergy("a1", "91936005", "Allergy to penicillin")
                .with("DiagnosticReport", """
                        {"resourceType":"DiagnosticReport","id":"r1","status":"final","code":{"text":"CT chest"},
                         "subject":{"reference":"Patient/p1"},"effectiveDateTime":"2024-09-01",
                         "conclusion":"A pulmonary nodule is seen."}""");
        for (int i = 0; i < 20; i++) {
            String day = AS_OF.minusDays(20 + 180L * i).toString();
            chart.egfr("e" + i, 55 + random.nextInt(30), day);
            chart.lab("h" + i, "4548-4", 5 + random.nextDouble(), "%", day);
        }
        return chart;
    }

    private static Assessed assess(PatientRecord record, LocalDate day) {
        return assessment.assess(new AssessmentRequest(record, day, Moment.CHART, List.of()), Duration.ofMinutes(5));
    }

    @Provide
    Arbitrary<List<FutureFact>> future() {
        return Combinators.combine(
                        Arbitraries.of(FutureFact.Kind.class),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.doubles().between(0, 1).ofScale(2))
                .as(FutureFact::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 40, seed = "20241120", edgeCases = EdgeCasesMode.NONE)
    void aPlantedFutureLeavesTheWholeAssessmentBitIdentical(
            @ForAll("future") List<FutureFact> future, @ForAll @IntRange(max = WOMEN - 1) int woman) {
        Assessed without = undisturbed.get(woman);
        PatientRecord record = with(future, past(woman));
        long facts = future.stream()
                .filter(fact -> fact.kind() != FutureFact.Kind.DEATH)
                .count();
        assertThat(record.events())
                .hasSizeGreaterThanOrEqualTo(past(woman).read().events().size() + (int) facts);
        Assessed assessed = assess(record, AS_OF);
        assertThat(assessed.timeline()).isEqualTo(without.timeline());
        assertThat(assessed.model()).isEqualTo(without.model());
        assertThat(assessed.rules()).isEqualTo(without.rules());
        assertThat(assessed.summary()).isEqualTo(without.summary());
        assertThat(assessed).isEqualTo(without);
    }

    private static PatientRecord with(List<FutureFact> future, TestCharts chart) {
        for (int i = 0; i < future.size(); i++) {
            future.get(i).addTo(chart, "future" + i, AS_OF);
        }
        return chart.read();
    }

    @Example
    void whatIsComparedIsAWholeAnswer() {
        assertThat(undisturbed).allSatisfy(assessed -> {
            RiskProfile profile = (RiskProfile) assessed.model();
            assertThat(profile.risks()).isNotEmpty();
            assertThat(profile.trajectories()).isNotEmpty();
            assertThat(profile.contributions()).isNotEmpty();
            assertThat(assessed.rules()).isNotEmpty();
            assertThat(assessed.summary().sentences()).hasSizeGreaterThan(4);
        });
    }

    /** Else the property would hold of facts that never tell anything. */
    @Example
    void eachKindOfFactChangesTheAssessmentOnceItsDayHasCome() {
        LocalDate later = AS_OF.plusDays(60);
        Assessed without = assess(past(0).read(), later);
        for (FutureFact.Kind kind : FutureFact.Kind.values()) {
            FutureFact fact = new FutureFact(kind, 30, 0, 0.9);
            assertThat(assess(with(List.of(fact), past(0)), later))
                    .as(kind.name())
                    .isNotEqualTo(without);
        }
    }

    /** Answers at once. */
    private record Loaded(RiskModel model) implements RiskSource {
        @Override
        public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
            return CompletableFuture.completedFuture(model.answer(timeline, depth));
        }

        @Override
        public Optional<ModelVersion> version() {
            return Optional.of(model.version());
        }
    }

    /** Everything is shown. */
    private record Everything() implements Releases {
        @Override
        public Stage ofRule(RuleVersion rule) {
            return Stage.GENERAL;
        }

        @Override
        public Stage ofModel(ModelVersion version, Outcome outcome) {
            return Stage.GENERAL;
        }
    }
}
