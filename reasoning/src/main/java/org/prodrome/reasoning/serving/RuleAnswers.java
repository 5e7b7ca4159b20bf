package org.prodrome.reasoning.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.rule.RuleDescription;

/** What the rules of one question have said so far. Filled by workers, taken by whoever asked. Thread-safe. */
final class RuleAnswers {
    static final String LATE = "it was not finished in time";

    private final List<RuleDescription> planned;
    private final Map<String, List<RuleResult>> said = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> avoided = new HashSet<>();
    private boolean taken;

    /** @param planned in the pack's order */
    RuleAnswers(List<RuleDescription> planned) {
        this.planned = List.copyOf(planned);
        planned.forEach(rule -> open.add(rule.version().id()));
    }

    List<RuleDescription> planned() {
        return planned;
    }

    /** False where nobody wants it any more, or the rule was given up before. */
    synchronized boolean put(RuleDescription rule, List<RuleResult> results) {
        String id = rule.version().id();
        if (taken || !open.remove(id)) {
            return false;
        }
        said.put(id, results);
        if (open.isEmpty()) {
            notifyAll();
        }
        return true;
    }

    boolean broken(RuleDescription rule, String reason) {
        return put(rule, List.of(new RuleResult.Broken(rule.version(), reason)));
    }

    /** The same, and it must not be run for this question any more. */
    synchronized boolean avoid(RuleDescription rule, String reason) {
        avoided.add(rule.version().id());
        return broken(rule, reason);
    }

    synchronized boolean isOpen(RuleDescription rule) {
        return !taken && open.contains(rule.version().id());
    }

    synchronized boolean isAvoided(RuleDescription rule) {
        return avoided.contains(rule.version().id());
    }

    synchronized boolean isWanted() {
        return !taken && !open.isEmpty();
    }

    /** Waits until every rule has said something, or the time is up. */
    synchronized void await(long untilNanos) throws InterruptedException {
        long left = untilNanos - System.nanoTime();
        while (!open.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = untilNanos - System.nanoTime();
        }
    }

    /**
     * What is ready, in the pack's order; nothing is put any more afterwards.
     *
     * @param late told of each rule that is not
     */
    synchronized List<RuleResult> take(Consumer<RuleDescription> late) {
        taken = true;
        List<RuleResult> all = new ArrayList<>();
        for (RuleDescription rule : planned) {
            List<RuleResult> results = said.get(rule.version().id());
            if (results == null) {
                late.accept(rule);
                all.add(new RuleResult.Broken(rule.version(), LATE));
            } else {
                all.addAll(results);
            }
        }
        return List.copyOf(all);
    }
}
