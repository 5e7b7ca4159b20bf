package org.prodrome.reasoning.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.serving.RuleEvent.LeftOut;
import org.prodrome.reasoning.serving.RuleEvent.Overran;
import org.prodrome.reasoning.serving.RuleEvent.Why;

/** What askers get when a rule does not end, fails, or too many ask. The clock is moved by hand. */
class RuleServerTest {
    private static final Duration PLENTY = Duration.ofMinutes(10);
    private static final Duration OVER = Duration.ofMinutes(4);
    private static final Duration REST = Duration.ofMinutes(60);
    private static final RuleSettings SMALL = new RuleSettings(1, 1, Duration.ofMillis(1), 2, 2, REST);

    private final Queue<RuleEvent> heard = new ConcurrentLinkedQueue<>();
    private final AtomicLong clock = new AtomicLong();
    private final Semaphore permits = new Semaphore(0);

    @AfterEach
    void letGo() {
        permits.release(1_000);
    }

    @Test
    void aRuleThatDoesNotEndIsToldAndTheOthersAreHeard() {
        TestRules rules =
                new TestRules().passing("a").endless("endless", permits).passing("b");
        try (RuleServer server = server(rules)) {
            CompletableFuture<List<RuleResult>> answer = ask(server);
            overrun(server, rules, "endless", 1);
            assertThat(answer.join())
                    .extracting(RuleServerTest::words)
                    .containsExactly("a passed", "endless: it was not finished in time", "b passed");
            assertThat(server.stuck()).isEqualTo(1);
        }
        assertThat(heard).containsExactly(new Overran("endless"), new LeftOut("endless", Why.OVERRAN));
    }

    @Test
    void whatIsReadyAtTheDeadlineIsTakenAndTheRestIsNotPassed() {
        TestRules rules =
                new TestRules().passing("a").endless("endless", permits).passing("b");
        try (RuleServer server = server(rules)) {
            CompletableFuture<List<RuleResult>> other = ask(server);
            await().until(() -> rules.began.contains("endless"));
            other.cancel(true);
            List<RuleResult> none = server.ask(TestRules.QUESTION, TestRules.ALL, Duration.ZERO);
            assertThat(none)
                    .extracting(RuleServerTest::words)
                    .containsExactly(
                            "a: it was not finished in time",
                            "endless: it was not finished in time",
                            "b: it was not finished in time");
            assertThat(heard).contains(new LeftOut("a", Why.LATE), new LeftOut("b", Why.LATE));
        }
    }

    @Test
    void theDeadlineEndsTheWaitForARuleThatIsStillRunning() {
        TestRules rules = new TestRules().passing("a").endless("endless", permits);
        try (RuleServer server = server(rules)) {
            // returns while the rule is still running: it has no permit to end
            List<RuleResult> answer = server.ask(TestRules.QUESTION, TestRules.ALL, Duration.ofSeconds(1));
            assertThat(answer)
                    .extracting(RuleServerTest::words)
                    .last()
                    .isEqualTo("endless: it was not finished in time");
        }
    }

    @Test
    void aRuleThatOverranAgainAndAgainIsNotAskedForAWhileAndThenTriedOnce() {
        TestRules rules = new TestRules().endless("endless", permits).passing("b");
        try (RuleServer server = server(rules)) {
            for (int i = 1; i <= 2; i++) {
                CompletableFuture<List<RuleResult>> answer = ask(server);
                overrun(server, rules, "endless", i);
                answer.join();
                permits.release();
                await().until(() -> server.stuck() == 0);
            }
            assertThat(server.resting()).containsExactly("endless");
            assertThat(ask(server).join())
                    .extracting(RuleServerTest::words)
                    .containsExactly(
                            "endless: it took too long on the last calls and is left out for a while", "b passed");
            clock.addAndGet(REST.toNanos());
            permits.release();
            assertThat(ask(server).join())
                    .extracting(RuleServerTest::words)
                    .containsExactly("endless passed", "b passed");
            assertThat(server.resting()).isEmpty();
        }
        assertThat(heard).contains(new LeftOut("endless", Why.RESTS));
    }

    @Test
    void aRuleThatNeverEndsTakesTwoWorkersAtMost() {
        TestRules rules = new TestRules().endless("endless", permits).passing("b");
        RuleSettings patient = new RuleSettings(1, 1, Duration.ofMillis(1), 8, 100, REST);
        try (RuleServer server = new RuleServer(rules, patient, heard::add, clock::get)) {
            for (int i = 1; i <= 2; i++) {
                CompletableFuture<List<RuleResult>> answer = ask(server);
                overrun(server, rules, "endless", i);
                answer.join();
            }
            assertThat(ask(server).join())
                    .extracting(RuleServerTest::words)
                    .last()
                    .isEqualTo("b passed");
            assertThat(server.stuck()).isEqualTo(2);
            assertThat(server.resting()).containsExactly("endless");
        }
    }

    @Test
    void aRuleThatFailsSilencesNoOther() {
        TestRules rules = new TestRules()
                .passing("a")
                .failing("broken", new StackOverflowError("x"))
                .passing("b");
        try (RuleServer server = server(rules)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(server).join())
                        .extracting(RuleServerTest::words)
                        .containsExactly("a passed", "broken: its logic failed on this record", "b passed");
            }
        }
        assertThat(heard).containsOnly(new LeftOut("broken", Why.FAILED));
    }

    @Test
    void aRuleThatComesToNoResultCountsAsFailed() {
        TestRules rules = new TestRules().broken("broken").passing("b");
        try (RuleServer server = server(rules)) {
            assertThat(ask(server).join())
                    .extracting(RuleServerTest::words)
                    .containsExactly("broken: a parameter is not as it must be", "b passed");
        }
        assertThat(heard).containsExactly(new LeftOut("broken", Why.FAILED));
    }

    @Test
    void aStageThatChangesWhileTheRulesRunIsThatOfTheNextQuestion() {
        AtomicReference<Stage> stage = new AtomicReference<>(Stage.GENERAL);
        TestRules rules =
                new TestRules().doing("a", () -> stage.set(Stage.SUSPENDED)).passing("b");
        try (RuleServer server = server(rules)) {
            // a rule that is waited for and not run any more would have the asker wait for its whole budget
            assertThat(server.ask(TestRules.QUESTION, TestRules.of(stage), Duration.ofMinutes(1)))
                    .extracting(RuleServerTest::words)
                    .containsExactly("a passed", "b passed");
            assertThat(server.ask(TestRules.QUESTION, TestRules.of(stage), PLENTY))
                    .isEmpty();
        }
    }

    @Test
    void moreQuestionsThanCanWaitAreToldSoAtOnce() {
        TestRules rules = new TestRules().endless("slow", permits);
        try (RuleServer server = server(rules)) {
            CompletableFuture<List<RuleResult>> running = ask(server);
            await().until(() -> rules.began.size() == 1);
            CompletableFuture<List<RuleResult>> waits = ask(server);
            await().until(() -> server.waiting() == 1);
            assertThat(ask(server).join())
                    .extracting(RuleServerTest::words)
                    .containsExactly("slow: too many calls wait for the rules");
            permits.release(2);
            assertThat(running.join()).extracting(RuleServerTest::words).containsExactly("slow passed");
            assertThat(waits.join()).extracting(RuleServerTest::words).containsExactly("slow passed");
        }
    }

    @Test
    void whenAllWorkersAreLostQuestionsAreStillAnswered() {
        TestRules rules = new TestRules().endless("x", permits).endless("y", permits);
        RuleSettings few = new RuleSettings(1, 1, Duration.ofMillis(1), 0, 100, REST);
        try (RuleServer server = new RuleServer(rules, few, heard::add, clock::get)) {
            CompletableFuture<List<RuleResult>> first = ask(server);
            overrun(server, rules, "x", 1);
            assertThat(server.ask(TestRules.QUESTION, TestRules.ALL, Duration.ofMillis(1)))
                    .allMatch(RuleResult.Broken.class::isInstance);
            permits.release(2);
            assertThat(first.join()).first().isInstanceOf(RuleResult.Broken.class);
            await().untilAsserted(() -> assertThat(server.stuck()).isZero());
        }
    }

    private RuleServer server(TestRules rules) {
        return new RuleServer(rules, SMALL, heard::add, clock::get);
    }

    private static CompletableFuture<List<RuleResult>> ask(RuleServer server) {
        CompletableFuture<List<RuleResult>> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> answer.complete(server.ask(TestRules.QUESTION, TestRules.ALL, PLENTY)));
        return answer;
    }

    /** Moves the clock on while the rule runs for so many a time, and has the server look. */
    private void overrun(RuleServer server, TestRules rules, String rule, int time) {
        await().until(() -> rules.began.stream().filter(rule::equals).count() == time);
        clock.addAndGet(OVER.toNanos());
        server.look();
    }

    private static String words(RuleResult result) {
        return result instanceof RuleResult.Broken broken
                ? broken.rule().id() + ": " + broken.reason()
                : result.rule().id() + " passed";
    }
}
