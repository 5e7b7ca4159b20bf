package org.prodrome.reasoning.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.serving.ServingEvent.Compared;
import org.prodrome.reasoning.serving.ServingEvent.ShadowFailed;
import org.prodrome.reasoning.serving.ServingEvent.ShadowLeftOut;
import org.prodrome.reasoning.training.TestTimelines;

/** A shadow model is asked what was answered, and costs nobody anything. */
class ShadowTest {

    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ServingSettings SMALL =
            new ServingSettings(64, 4, Duration.ofMillis(1), 2, Duration.ofSeconds(30));

    private final Queue<ServingEvent> heard = new ConcurrentLinkedQueue<>();

    @Test
    void comparesWhatTheShadowSaysWithWhatWasAnswered() {
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, heard::add)) {
            server.shadow(TestModel.answering("2"));
            assertThat(((RiskProfile) ask(server).join()).model().version()).isEqualTo("1");
            Compared compared = await().until(() -> first(Compared.class), Optional::isPresent)
                    .orElseThrow();
            assertThat(compared.served().model().version()).isEqualTo("1");
            assertThat(compared.shadow().model().version()).isEqualTo("2");
            assertThat(heard)
                    .contains(new ServingEvent.PutInService(compared.shadow().model(), true));
        }
    }

    @Test
    void isNotAskedWhileTheModelInServiceHasWork() {
        Semaphore permits = new Semaphore(1);
        TestModel shadow = TestModel.answering("2");
        try (RiskServer server = new RiskServer(TestModel.waitingFor(permits), SMALL, heard::add)) {
            server.shadow(shadow);
            CompletableFuture<ModelAnswer> first = ask(server);
            CompletableFuture<ModelAnswer> second = server.ask(TestTimelines.usual(5), Depth.WHY, PLENTY);
            await().until(() -> first.isDone() || second.isDone());
            await().until(permits::hasQueuedThreads);
            await().during(Duration.ofMillis(50)).until(() -> shadow.computed.get() == 0);
            permits.release();
            CompletableFuture.allOf(first, second).join();
            await().untilAsserted(() -> assertThat(shadow.computed).hasValue(2));
        }
    }

    @Test
    void isLeftOutWhenThereIsNoTimeForIt() {
        ServingSettings impatient = new ServingSettings(64, 4, Duration.ofMillis(1), 2, Duration.ofMillis(20));
        Semaphore permits = new Semaphore(1);
        TestModel shadow = TestModel.answering("2");
        try (RiskServer server = new RiskServer(TestModel.waitingFor(permits), impatient, heard::add)) {
            server.shadow(shadow);
            CompletableFuture<ModelAnswer> first = ask(server);
            CompletableFuture<ModelAnswer> second = server.ask(TestTimelines.usual(5), Depth.WHY, PLENTY);
            await().until(() -> first.isDone() || second.isDone());
            await().until(() -> first(ShadowLeftOut.class).isPresent());
            assertThat(shadow.computed).hasValue(0);
            permits.release();
            CompletableFuture.allOf(first, second).join();
        }
    }

    @Test
    void aShadowThatHangsDelaysNobodyAndTooManyAreLeftOut() {
        Semaphore never = new Semaphore(0);
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, heard::add)) {
            server.shadow(TestModel.waitingFor(never));
            for (int i = 0; i < 10; i++) {
                assertThat(ask(server).join()).isInstanceOf(RiskProfile.class);
            }
            await().untilAsserted(() -> assertThat(heard)
                    .filteredOn(ShadowLeftOut.class::isInstance)
                    .hasSizeGreaterThanOrEqualTo(7));
            never.release(100);
        }
    }

    @Test
    void aShadowThatFailsIsToldAndServingGoesOn() {
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, heard::add)) {
            server.shadow(TestModel.failing(new IllegalStateException("x")));
            ask(server).join();
            await().until(() -> first(ShadowFailed.class).isPresent());
            server.endShadow();
            assertThat(ask(server).join()).isInstanceOf(RiskProfile.class);
        }
    }

    @Test
    void aShadowThatIsSwappedInOutlivesTheEndOfTheShadow() {
        TestModel model = TestModel.answering("2");
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, heard::add)) {
            server.shadow(model);
            server.swap(model);
            server.endShadow();
            assertThat(((RiskProfile) ask(server).join()).model().version()).isEqualTo("2");
            assertThat(server.shadowVersion()).isEmpty();
            assertThat(model.closed).hasValue(0);
        }
        await().untilAsserted(() -> assertThat(model.closed).hasValue(1));
        assertThat(model.usedAfterClose).hasValue(0);
    }

    @Test
    void aServedModelThatRunsAsShadowTooIsClosedOnceByBoth() {
        TestModel model = TestModel.answering("1");
        try (RiskServer server = new RiskServer(model, SMALL, heard::add)) {
            server.shadow(model);
            server.swap(TestModel.answering("2"));
            assertThat(model.closed).hasValue(0);
            server.endShadow();
            await().untilAsserted(() -> assertThat(model.closed).hasValue(1));
        }
        assertThat(model.closed).hasValue(1);
    }

    @Test
    void promotingTheShadowUnderLoadFailsNoQuestion() throws InterruptedException {
        TestModel model = TestModel.answering("2");
        Queue<ModelAnswer> answers = new ConcurrentLinkedQueue<>();
        try (RiskServer server = new RiskServer(TestModel.answering("1"), SMALL, heard::add)) {
            server.shadow(model);
            List<Thread> callers = IntStream.range(0, 4)
                    .mapToObj(c -> Thread.ofVirtual()
                            .start(() -> IntStream.range(0, 50)
                                    .forEach(i -> answers.add(ask(server).join()))))
                    .toList();
            server.promoteShadow();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(server.version().orElseThrow().version()).isEqualTo("2");
            assertThat(server.shadowVersion()).isEmpty();
            assertThat(heard).contains(new ServingEvent.PutInService(model.version(), false));
            server.promoteShadow();
            assertThat(model.closed).hasValue(0);
        }
        assertThat(answers).hasSize(200).allSatisfy(answer -> assertThat(answer).isInstanceOf(RiskProfile.class));
        await().untilAsserted(() -> assertThat(model.closed).hasValue(1));
        assertThat(model.usedAfterClose).hasValue(0);
    }

    @Test
    void measuresTheLargestDifferenceAndWhatOnlyOneAnswers() {
        Compared compared = new Compared(
                profile("1", risk("a", 365, 0.1), risk("a", 730, 0.2), risk("b", 365, 0.9)),
                profile("2", risk("a", 365, 0.15), risk("a", 730, 0.5), risk("c", 365, 0.1)));
        assertThat(compared.largestDifference()).isCloseTo(0.3, within(1e-9));
        assertThat(compared.answeredByOneAlone()).isEqualTo(2);
        assertThat(compared.toString()).doesNotContain("0.5");
    }

    private static RiskProfile profile(String version, Risk... risks) {
        ModelVersion model = new ModelVersion("test", version, "ab".repeat(32), true, "CPU");
        return TestProfiles.with(model, List.of(risks));
    }

    private static Risk risk(String outcome, int days, double probability) {
        return TestProfiles.risk(new Outcome(outcome, outcome), days, probability);
    }

    private <T extends ServingEvent> Optional<T> first(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static CompletableFuture<ModelAnswer> ask(RiskServer server) {
        return server.ask(TestTimelines.usual(5), Depth.RISKS, PLENTY);
    }
}
