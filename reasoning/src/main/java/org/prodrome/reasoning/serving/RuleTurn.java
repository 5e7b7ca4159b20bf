package org.prodrome.reasoning.serving;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleProgress;
import org.prodrome.reasoning.rule.RuleQuestion;

/**
 * One worker's pass through those rules of a question that have said nothing yet. A rule that fails costs itself; one that
 * overruns costs the pass, and another worker goes on with the rest.
 */
final class RuleTurn implements RuleProgress {
    private static final String FAILED = "its logic failed on this record";

    private final RuleQuestion question;
    private final Releases releases;
    private final RuleAnswers answers;
    private final Limits limits;
    private final Told told;
    private @Nullable RuleDescription running;
    private long since;
    private volatile boolean overdue;

    /**
     * When a pass ends.
     *
     * @param clock like {@link System#nanoTime}
     * @param untilNanos when the question's budget ends, on that clock
     * @param ruleNanos how long one rule may take
     */
    record Limits(LongSupplier clock, long untilNanos, long ruleNanos) {
        boolean passed() {
            return clock.getAsLong() - untilNanos >= 0;
        }
    }

    /** Who wants to know how a rule did. */
    interface Told {
        void inTime(RuleDescription rule);

        void failed(RuleDescription rule);
    }

    RuleTurn(RuleQuestion question, Releases releases, RuleAnswers answers, Limits limits, Told told) {
        this.question = question;
        this.releases = releases;
        this.answers = answers;
        this.limits = limits;
        this.told = told;
    }

    /** The same for what is still open. */
    RuleTurn next() {
        return new RuleTurn(question, releases, answers, limits, told);
    }

    RuleAnswers answers() {
        return answers;
    }

    boolean isWanted() {
        return answers.isWanted() && !limits.passed();
    }

    /** Whatever fails: a worker that ended would leave everybody after it without an answer. */
    void run(RuleWork work) {
        while (goOn()) {
            try {
                work.run(question, releases, this);
                return;
            } catch (RuntimeException | Error failure) {
                if (!failed()) {
                    return;
                }
            }
        }
    }

    /** False where it was no rule that failed, but what all of them need. */
    private synchronized boolean failed() {
        RuleDescription rule = running;
        if (overdue) {
            return false;
        }
        if (rule == null) {
            answers.planned().forEach(this::giveUp);
            return false;
        }
        giveUp(rule);
        running = null;
        return true;
    }

    private void giveUp(RuleDescription rule) {
        if (answers.broken(rule, FAILED)) {
            told.failed(rule);
        }
    }

    @Override
    public synchronized boolean goOn() {
        return !overdue && isWanted();
    }

    @Override
    public boolean wants(RuleDescription rule) {
        return answers.isOpen(rule);
    }

    @Override
    public boolean mayRun(RuleDescription rule) {
        return !answers.isAvoided(rule);
    }

    @Override
    public boolean isGivenUp() {
        return overdue;
    }

    @Override
    public synchronized void begins(RuleDescription rule) {
        running = rule;
        since = limits.clock().getAsLong();
    }

    @Override
    public synchronized void done(RuleDescription rule, List<RuleResult> results) {
        running = null;
        if (!overdue) {
            boolean failed = results.stream().anyMatch(RuleResult.Broken.class::isInstance);
            if (answers.put(rule, results) && failed) {
                told.failed(rule);
            }
            told.inTime(rule);
        }
    }

    /** The rule that has just been found to take too long, once; null where none does. */
    synchronized @Nullable RuleDescription overrun() {
        RuleDescription rule = running;
        if (overdue || rule == null || limits.clock().getAsLong() - since <= limits.ruleNanos()) {
            return null;
        }
        overdue = true;
        return rule;
    }
}
