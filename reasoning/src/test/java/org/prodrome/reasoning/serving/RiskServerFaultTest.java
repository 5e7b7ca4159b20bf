package org.prodrome.reasoning.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Unavailable;
import org.prodrome.reasoning.serving.ServingEvent.Unanswered;
import org.prodrome.reasoning.serving.ServingEvent.Why;
import org.prodrome.reasoning.training.TestTimelines;

/** What callers get when the model, the load or the end of the program is not as one would like. */
class RiskServerFaultTest {

    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ServingSettings SMALL =
            new ServingSettings(4, 4, Duration.ofMillis(5), 2, Duration.ofSeconds(30));

    private final Queue<ServingEvent> heard = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aModelThatThrowsIsToldAndTheNextQuestionIsStillHeard(boolean explain) {
        for (Throwable failure : List.of(new IllegalStateException("x"), new OutOfMemoryError("x"))) {
            try (RiskServer server = new RiskServer(TestModel.failing(failure), SMALL, heard::add)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(ask(server, explain).join()).isInstanceOfSatisfying(Unavailable.class, told -> {
                        assertThat(told.reason()).isEqualTo("the model failed on this record");
                        assertThat(told.late()).isFalse();
                    });
                }
                server.swap(TestModel.answering("2"));
                assertThat(ask(server, explain).join()).isInstanceOf(RiskProfile.class);
            }
        }
        assertThat(heard).filteredOn(new Unanswered(Why.FAILED)::equals).hasSize(6);
    }

    @Test
    void aSlowModelIsLateForOneAndAnswersTheNext() {
        Semaphore permits = new Semaphore(0);
        try (RiskServer server = new RiskServer(TestModel.waitingFor(permits), SMALL, heard::add)) {
            CompletableFuture<ModelAnswer> first =
                    server.ask(TestTimelines.usual(5), Depth.RISKS, Duration.ofMillis(30));
            assertThat(first.join())
                    .isInstanceOfSatisfying(
                            Unavailable.class, late -> assertThat(late.late()).isTrue());
            CompletableFuture<ModelAnswer> next = ask(server, false);
            permits.release(2);
            assertThat(next.join()).isInstanceOf(RiskProfile.class);
        }
        assertThat(heard).filteredOn(new Unanswered(Why.LATE)::equals).hasSize(1);
    }

    @Test
    void aCallerThatGivesUpCountsAsLate() {
        Semaphore permits = new Semaphore(0);
        try (RiskServer server = new RiskServer(TestModel.waitingFor(permits), SMALL, heard::add)) {
            ask(server, false).cancel(true);
            assertThat(heard).contains(new Unanswered(Why.LATE));
            permits.release(1);
        }
    }

    @Test
    void whatNobodyWaitsForIsNotComputed() {
        Semaphore permits = new Semaphore(0);
        TestModel model = TestModel.waitingFor(permits);
        try (RiskServer server = new RiskServer(model, SMALL, heard::add)) {
            CompletableFuture<ModelAnswer> running = ask(server, false);
            await().until(permits::hasQueuedThreads);
            CompletableFuture<ModelAnswer> givenUp = ask(server, false);
            CompletableFuture<ModelAnswer> wanted = ask(server, false);
            givenUp.cancel(true);
            permits.release(2);
            running.join();
            wanted.join();
            assertThat(model.computed).hasValue(2);
        }
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedAtOnceAndTheRestAnswered() {
        Semaphore permits = new Semaphore(0);
        TestModel model = TestModel.waitingFor(permits);
        try (RiskServer server = new RiskServer(model, SMALL, heard::add)) {
            CompletableFuture<ModelAnswer> running = ask(server, false);
            await().until(permits::hasQueuedThreads);
            List<CompletableFuture<ModelAnswer>> more =
                    IntStream.range(0, 7).mapToObj(i -> ask(server, false)).toList();
            assertThat(more.subList(4, 7))
                    .allSatisfy(full -> assertThat(full)
                            .isCompletedWithValue(new Unavailable("too many questions are waiting for the model")));
            permits.release(100);
            running.join();
            assertThat(more.subList(0, 4))
                    .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(RiskProfile.class));
            assertThat(model.largestBatch).hasValue(4);
        }
        assertThat(heard).filteredOn(new Unanswered(Why.FULL)::equals).hasSize(3);
    }

    @Test
    void closingAnswersWhatRunsAndTellsWhatWaits() {
        Semaphore permits = new Semaphore(0);
        TestModel model = TestModel.waitingFor(permits);
        RiskServer server = new RiskServer(model, SMALL, heard::add);
        CompletableFuture<ModelAnswer> running = ask(server, false);
        await().until(permits::hasQueuedThreads);
        CompletableFuture<ModelAnswer> waiting = ask(server, false);
        server.close();
        assertThat(waiting.join()).isEqualTo(new Unavailable("the model is shut down"));
        assertThat(model.closed).hasValue(0);
        permits.release();
        assertThat(running.join()).isInstanceOf(RiskProfile.class);
        await().untilAsserted(() -> assertThat(model.closed).hasValue(1));
        assertThat(ask(server, true).join()).isInstanceOf(Unavailable.class);
    }

    /** A caller that ends early ends the test with what it ended by; a question that is lost is answered late, by the clock alone. */
    @Test
    void closingUnderLoadLeavesNobodyWaiting() throws Exception {
        for (int round = 0; round < 20; round++) {
            TestModel model = TestModel.answering("1");
            RiskServer server = new RiskServer(model, SMALL, heard::add);
            List<Future<List<CompletableFuture<ModelAnswer>>>> callers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int c = 0; c < 4; c++) {
                    callers.add(threads.submit(() -> IntStream.range(0, 50)
                            .mapToObj(i -> ask(server, i % 5 == 0))
                            .toList()));
                }
                server.close();
            }
            for (Future<List<CompletableFuture<ModelAnswer>>> caller : callers) {
                assertThat(caller.get())
                        .hasSize(50)
                        .allSatisfy(answer -> assertThat(answer.join())
                                .isNotEqualTo(Unavailable.late("the model did not answer in time")));
            }
            await().untilAsserted(() -> assertThat(model.closed).hasValue(1));
            assertThat(model.usedAfterClose).hasValue(0);
        }
    }

    @Test
    void manySwapsUnderLoadLoseNoQuestionAndCloseEachModelOnceAfterItsLastUser() throws InterruptedException {
        List<TestModel> models = new ArrayList<>(List.of(TestModel.answering("0")));
        ServingSettings wide = new ServingSettings(1024, 16, Duration.ofMillis(1), 4, Duration.ofSeconds(1));
        Queue<ModelAnswer> answers = new ConcurrentLinkedQueue<>();
        try (RiskServer server = new RiskServer(models.getFirst(), wide, heard::add)) {
            List<Thread> callers = new ArrayList<>();
            for (int c = 0; c < 8; c++) {
                boolean explain = c % 2 == 0;
                callers.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 100; i++) {
                        answers.add(ask(server, explain).join());
                    }
                }));
            }
            for (int swap = 1; swap <= 50; swap++) {
                TestModel next = TestModel.answering(String.valueOf(swap));
                models.add(next);
                server.swap(next);
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(server.version().orElseThrow().version()).isEqualTo("50");
        }
        assertThat(answers).hasSize(800).allSatisfy(answer -> assertThat(answer).isInstanceOf(RiskProfile.class));
        await().untilAsserted(() ->
                assertThat(models).allSatisfy(model -> assertThat(model.closed).hasValue(1)));
        assertThat(models).allSatisfy(model -> assertThat(model.usedAfterClose).hasValue(0));
    }

    @Test
    void aSwapDoesNotWaitForABatchThatRuns() {
        Semaphore permits = new Semaphore(0);
        TestModel slow = TestModel.waitingFor(permits);
        try (RiskServer server = new RiskServer(slow, SMALL, heard::add)) {
            CompletableFuture<ModelAnswer> running = ask(server, false);
            await().until(permits::hasQueuedThreads);
            server.swap(TestModel.answering("2"));
            assertThat(server.version().orElseThrow().version()).isEqualTo("2");
            assertThat(((RiskProfile) ask(server, true).join()).model().version())
                    .isEqualTo("2");
            assertThat(slow.closed).hasValue(0);
            permits.release();
            assertThat(((RiskProfile) running.join()).model().version()).isEqualTo("slow");
        }
        await().untilAsserted(() -> assertThat(slow.closed).hasValue(1));
    }

    @Test
    void aListenerThatFailsCostsNobodyAnAnswer() {
        ServingListener failing = event -> {
            throw new IllegalStateException("no metrics today");
        };
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, failing)) {
            assertThat(ask(server, false).join()).isInstanceOf(RiskProfile.class);
        }
    }

    private static CompletableFuture<ModelAnswer> ask(RiskServer server, boolean explain) {
        return server.ask(TestTimelines.usual(5), explain ? Depth.WHY : Depth.RISKS, PLENTY);
    }
}
