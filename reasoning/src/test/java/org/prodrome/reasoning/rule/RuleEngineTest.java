package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleResult;

class RuleEngineTest {
    private static final RuleEngine ENGINE = new RuleEngine(TestPacks.shipped());

    /** A golden case, and the rule it is of. */
    private record Example(String rule, Hook hook, RuleInput input) {
        Example with(RuleInput other) {
            return new Example(rule, hook, other);
        }
    }

    private static List<Example> examples() {
        return ENGINE.pack().rules().stream()
                .flatMap(rule -> ENGINE.pack().goldenCases(rule).stream()
                        .map(golden -> new Example(rule.definition().version().id(), golden.hook(), golden.input())))
                .toList();
    }

    private static List<RuleResult> run(Example example) {
        return ENGINE.evaluate(
                example.input(), example.hook(), rule -> rule.version().id().equals(example.rule()));
    }

    /** Each rule's first case under all rules. */
    private static String all(Example example) {
        return ENGINE.evaluate(example.input(), example.hook(), rule -> true).toString();
    }

    private static List<Example> oneOfEachRule() {
        Set<String> seen = new HashSet<>();
        return examples().stream().filter(example -> seen.add(example.rule())).toList();
    }

    @Test
    void fourThreadsSayWhatOneSays() throws Exception {
        List<Example> examples = oneOfEachRule();
        List<String> alone = examples.stream().map(RuleEngineTest::all).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<String>>> all = IntStream.range(0, 4)
                    .mapToObj(ignored -> threads.submit(
                            () -> examples.stream().map(RuleEngineTest::all).toList()))
                    .toList();
            for (Future<List<String>> one : all) {
                assertThat(one.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void theOrderOfTheResourcesNeverMatters() {
        for (Example example : examples()) {
            List<Resource> shuffled = new ArrayList<>(example.input().resources());
            Collections.shuffle(shuffled, new Random(7));
            assertThat(run(example.with(with(example.input(), shuffled))).toString())
                    .isEqualTo(run(example).toString());
        }
    }

    @Test
    void removingTheEvidenceRemovesTheFiring() {
        int fired = 0;
        for (Example example : examples()) {
            for (RuleResult result : run(example)) {
                if (result instanceof RuleResult.Fired firing && firing.order() != null) {
                    fired++;
                    assertThat(run(without(example, firing)))
                            .as(firing.rule().id() + " may fire for another reason, never for this one")
                            .filteredOn(RuleResult.Fired.class::isInstance)
                            .extracting(again -> ((RuleResult.Fired) again).because())
                            .doesNotContain(firing.because())
                            .allSatisfy(because -> assertThat(because).isNotEmpty());
                }
            }
        }
        assertThat(fired).isGreaterThan(8);
    }

    private static Example without(Example example, RuleResult.Fired firing) {
        List<String> sources = firing.because().stream()
                .map(Evidence::sources)
                .flatMap(List::stream)
                .map(source -> source.literal())
                .toList();
        RuleInput input = example.input();
        List<? extends Resource> rest = input.resources().stream()
                .filter(resource -> !sources.contains(References.literal(resource)))
                .toList();
        return example.with(new RuleInput(
                input.patient(),
                rest,
                input.ingredients(),
                input.gaps(),
                input.drafts().stream()
                        .filter(draft -> !sources.contains(draft.reference().literal()))
                        .toList(),
                input.asOf()));
    }

    @Test
    void everyHeadlineFitsACard() {
        assertThat(examples().stream().flatMap(example -> run(example).stream()))
                .allSatisfy(result -> {
                    if (result instanceof RuleResult.Fired fired) {
                        assertThat(fired.headline()).hasSizeLessThan(140);
                        assertThat(fired.because()).isNotEmpty();
                    }
                });
    }

    @Test
    void aRulePastItsReviewDateStopsAndSaysSo() {
        GoldenCase golden =
                ENGINE.pack().goldenCases(ENGINE.pack().rules().getFirst()).getFirst();
        RuleInput input = golden.input();
        RuleInput later = new RuleInput(
                input.patient(),
                input.resources(),
                Map.of(),
                List.of(),
                input.drafts(),
                ENGINE.pack().versions().getFirst().reviewBy().plusDays(91));
        assertThat(ENGINE.evaluate(later, golden.hook(), rule -> true)).allMatch(RuleResult.Broken.class::isInstance);
    }

    @Test
    void whereSomethingIsWithheldNoRuleThatNeedsARecordPassesAndNoneTellsWhatItWas() {
        int notEvaluated = 0;
        for (Example example : examples()) {
            RuleInput input = example.input();
            RuleInput withheld = new RuleInput(
                    input.patient(),
                    input.resources(),
                    input.ingredients(),
                    List.of(Gap.withheld()),
                    input.drafts(),
                    input.asOf());
            for (RuleResult result : run(example.with(withheld))) {
                switch (result) {
                    case RuleResult.Passed passed -> assertThat(needs(passed)).isEmpty();
                    case RuleResult.NotEvaluated not -> {
                        notEvaluated++;
                        assertThat(not.missing())
                                .filteredOn(text -> text.contains("withheld"))
                                .isSubsetOf("the record: " + Gap.withheld().detail());
                    }
                    case RuleResult.Fired ignored -> {}
                    case RuleResult.NotApplicable ignored -> {}
                    case RuleResult.Broken ignored -> {}
                }
            }
        }
        assertThat(notEvaluated).isPositive();
    }

    private static Set<String> needs(RuleResult result) {
        return ENGINE.pack().rules().stream()
                .map(Rule::definition)
                .filter(definition -> definition.version().equals(result.rule()))
                .findFirst()
                .orElseThrow()
                .needs();
    }

    private static RuleInput with(RuleInput input, List<Resource> resources) {
        return new RuleInput(
                input.patient(), resources, input.ingredients(), input.gaps(), input.drafts(), input.asOf());
    }
}
