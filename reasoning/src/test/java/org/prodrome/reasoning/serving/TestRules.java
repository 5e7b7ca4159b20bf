package org.prodrome.reasoning.serving;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleProgress;
import org.prodrome.reasoning.rule.RuleQuestion;
import org.prodrome.reasoning.rule.SourceAttributes;

/** Rules that do as the test says: pass, wait to be let through, or fail. */
final class TestRules implements RuleWork {
    static final RuleQuestion QUESTION =
            new RuleQuestion(TestCharts.woman().read(), TestCharts.AS_OF, Hook.ORDER_SIGN, List.of());

    /** Everything is shown. */
    static final Releases ALL = of(new AtomicReference<>(Stage.GENERAL));

    /** Everything is at a stage, which may change. */
    static Releases of(AtomicReference<Stage> stage) {
        return new Releases() {
            @Override
            public Stage ofRule(RuleVersion rule) {
                return stage.get();
            }

            @Override
            public Stage ofModel(ModelVersion model, Outcome outcome) {
                return stage.get();
            }
        };
    }

    private final Map<RuleDescription, Runnable> logic = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    /** Ids of the rules that began, in their order. */
    final ConcurrentLinkedQueue<String> began = new ConcurrentLinkedQueue<>();

    TestRules passing(String id) {
        return with(id, () -> {});
    }

    /** Ends once for each permit, and not when it is interrupted, as CQL does not. */
    TestRules endless(String id, Semaphore permits) {
        return with(id, permits::acquireUninterruptibly);
    }

    TestRules failing(String id, Error failure) {
        return with(id, () -> {
            throw failure;
        });
    }

    /** Does not throw, and comes to no result all the same. */
    TestRules broken(String id) {
        broken.add(id);
        return passing(id);
    }

    /** Does something else on its way. */
    TestRules doing(String id, Runnable does) {
        return with(id, does);
    }

    private TestRules with(String id, Runnable does) {
        logic.put(describe(id), does);
        return this;
    }

    @Override
    public List<RuleDescription> rules() {
        return new ArrayList<>(logic.keySet());
    }

    @Override
    public void run(RuleQuestion question, Releases releases, RuleProgress progress) {
        logic.forEach((rule, does) -> {
            if (releases.ofRule(rule.version()).isComputed() && progress.goOn() && progress.wants(rule)) {
                progress.begins(rule);
                began.add(rule.version().id());
                does.run();
                progress.done(rule, List.of(result(rule.version())));
            }
        });
    }

    private RuleResult result(RuleVersion rule) {
        return broken.contains(rule.id())
                ? new RuleResult.Broken(rule, "a parameter is not as it must be")
                : new RuleResult.Passed(rule);
    }

    private static RuleDescription describe(String id) {
        RuleVersion version = new RuleVersion(
                id, "1", id, "a test", "https://example.org", "a test", LocalDate.of(2030, 1, 1), "ab".repeat(32));
        SourceAttributes attributes =
                new SourceAttributes("c", "d", "f", "d", "no", "no", "no", "no", "no", "no", "no", "no", "no");
        return new RuleDescription(
                version, Severity.WARNING, Set.of(Hook.ORDER_SIGN), Stage.GENERAL, List.of(), List.of(), attributes);
    }
}
