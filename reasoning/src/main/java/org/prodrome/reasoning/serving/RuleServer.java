package org.prodrome.reasoning.serving;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RuleQuestion;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.reasoning.serving.RuleEvent.LeftOut;
import org.prodrome.reasoning.serving.RuleEvent.Overran;
import org.prodrome.reasoning.serving.RuleEvent.Why;

/**
 * Asks the rules within the asker's deadline. What is ready then is taken; each rule that is not becomes a result that says so,
 * never a pass. Thread-safe.
 *
 * <p>Rules run one after the other on a worker. One that takes longer than a rule may is given up, and another worker goes
 * on with those after it, so that it silences no other. It ends at its next expression; an operator that counts on cannot be stopped,
 * and its worker is replaced meanwhile. A rule that overran several times in a row is left out for a while.
 */
public final class RuleServer implements RuleSource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RuleServer.class.getName());
    private static final long LOOK_MILLIS = 20;
    /** A rule may take this share of a budget, so that there is time for the others after it. */
    private static final int RULE_SHARE = 3;

    /** Reason of a rule that had no result by the end of the budget. */
    public static final String LATE = RuleAnswers.LATE;

    static final String RESTS = "it took too long on the last calls and is left out for a while";

    /** Reason of rules that nobody had time for. */
    public static final String FULL = "too many calls wait for the rules";

    private final RuleWork work;
    private final RuleSettings settings;
    private final RuleListener listener;
    private final LongSupplier clock;
    private final RuleHabits habits;
    private final RuleWorkers workers;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rules-watch").factory());

    public RuleServer(RuleEngine engine, RuleSettings settings, RuleListener listener) {
        this(RuleWork.of(engine), settings, listener, System::nanoTime);
        var unused = watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Without a watch of its own: who calls {@link #look} decides when a rule is found to take too long. */
    RuleServer(RuleWork work, RuleSettings settings, RuleListener listener, LongSupplier clock) {
        this.work = work;
        this.settings = settings;
        this.listener = event -> tell(listener, event);
        this.clock = clock;
        this.habits = new RuleHabits(settings);
        this.workers = new RuleWorkers(work, settings);
        workers.tell(this::ended);
    }

    /** A listener that fails must not cost an answer. */
    private static void tell(RuleListener listener, RuleEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed: " + e.getClass().getName());
        }
    }

    @Override
    public List<RuleResult> ask(RuleQuestion question, Releases changing, Duration budget) {
        long until = System.nanoTime() + budget.toNanos();
        Releases releases = FixedReleases.of(changing, work.rules());
        RuleAnswers answers = new RuleAnswers(planned(question, releases));
        long now = clock.getAsLong();
        for (RuleDescription rule : answers.planned()) {
            if (!habits.mayRun(rule.version().id(), now)) {
                answers.avoid(rule, RESTS);
                leftOut(rule, Why.RESTS);
            }
        }
        long most = Math.max(settings.shortest().toNanos(), budget.toNanos() / RULE_SHARE);
        var limits = new RuleTurn.Limits(clock, now + budget.toNanos(), most);
        RuleTurn turn = new RuleTurn(question, releases, answers, limits, new Heard());
        if (turn.isWanted() && !workers.offer(turn)) {
            refuse(answers);
        }
        try {
            answers.await(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers.take(rule -> leftOut(rule, Why.LATE));
    }

    private List<RuleDescription> planned(RuleQuestion question, Releases releases) {
        return work.rules().stream()
                .filter(rule -> rule.hooks().contains(question.hook()))
                .filter(rule -> releases.ofRule(rule.version()).isComputed())
                .toList();
    }

    private void refuse(RuleAnswers answers) {
        for (RuleDescription rule : answers.planned()) {
            if (answers.broken(rule, FULL)) {
                leftOut(rule, Why.FULL);
            }
        }
    }

    /** Gives up what takes too long, and has the rest of those questions gone on with. */
    void look() {
        try {
            workers.look().forEach(this::overran);
        } catch (RuntimeException | Error failed) { // a watch that ended would be noticed by nobody
            LOG.log(
                    Level.ERROR,
                    "the look at the rules failed: " + failed.getClass().getName());
        }
    }

    private void overran(RuleWorkers.Overrun overrun) {
        RuleDescription rule = overrun.rule();
        habits.overran(rule.version().id(), clock.getAsLong());
        listener.on(new Overran(rule.version().id()));
        if (overrun.turn().answers().avoid(rule, RuleAnswers.LATE)) {
            leftOut(rule, Why.OVERRAN);
        }
        RuleTurn rest = overrun.turn().next();
        if (rest.isWanted() && !workers.offer(rest)) {
            refuse(rest.answers());
        }
    }

    private void ended(RuleDescription rule) {
        habits.ended(rule.version().id());
        listener.on(new RuleEvent.Ended(rule.version().id()));
    }

    private void leftOut(RuleDescription rule, Why why) {
        listener.on(new LeftOut(rule.version().id(), why));
    }

    int waiting() {
        return workers.waiting();
    }

    /** How many workers are stuck in rules that do not end. */
    public int stuck() {
        return workers.stuck();
    }

    /** The rules that are left out for a while, by id. */
    public List<String> resting() {
        return habits.resting(clock.getAsLong());
    }

    /** What runs is not waited for; questions after this find every rule left out. */
    @Override
    public void close() {
        watch.shutdownNow();
        workers.close();
    }

    private final class Heard implements RuleTurn.Told {
        @Override
        public void inTime(RuleDescription rule) {
            habits.inTime(rule.version().id());
        }

        @Override
        public void failed(RuleDescription rule) {
            leftOut(rule, Why.FAILED);
        }
    }
}
