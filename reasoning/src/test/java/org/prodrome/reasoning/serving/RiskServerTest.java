package org.prodrome.reasoning.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Unavailable;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.training.TestPackages;
import org.prodrome.reasoning.training.TestTimelines;

class RiskServerTest {

    private static final Duration PLENTY = Duration.ofSeconds(60);

    @TempDir
    static Path root;

    private static TestPackages packages;
    private static Path one;
    private static Path two;

    @BeforeAll
    static void train() {
        packages = new TestPackages(root);
        one = packages.trained(1);
        two = packages.trained(2);
    }

    @Test
    void answersLikeTheModelItself() throws Exception {
        try (RiskServer server = new RiskServer(load(one));
                RiskModel direct = load(one)) {
            ModelAnswer answer =
                    server.ask(TestTimelines.usual(30), Depth.WHY, PLENTY).get(60, TimeUnit.SECONDS);
            assertThat(answer).isEqualTo(direct.answer(TestTimelines.usual(30), Depth.WHY));
            assertThat(server.version()).contains(direct.version());
        }
    }

    @Test
    void saysUnavailableWhenTheBudgetIsTooSmall() throws Exception {
        try (RiskServer server = new RiskServer(load(one))) {
            assertThat(server.ask(TestTimelines.usual(30), Depth.RISKS, Duration.ofNanos(1))
                            .get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Unavailable.class, late -> assertThat(late.reason()).contains("in time"));
            assertThat(server.ask(TestTimelines.usual(30), Depth.RISKS, Duration.ZERO))
                    .isCompleted();
        }
    }

    @Test
    void lateQuestionsDoNotHoldUpTheNextOne() throws Exception {
        try (RiskServer server = new RiskServer(load(one))) {
            for (int i = 0; i < 50; i++) {
                server.ask(TestTimelines.usual(30), Depth.WHY, Duration.ofNanos(1))
                        .get(60, TimeUnit.SECONDS);
            }
            assertThat(server.ask(TestTimelines.usual(30), Depth.RISKS, PLENTY).get(60, TimeUnit.SECONDS))
                    .isInstanceOf(RiskProfile.class);
        }
    }

    @Test
    void swapUnderLoadLosesNoQuestion() throws Exception {
        try (RiskServer server = new RiskServer(load(one))) {
            List<CompletableFuture<ModelAnswer>> answers = new ArrayList<>();
            for (int round = 0; round < 8; round++) {
                for (int i = 0; i < 25; i++) {
                    answers.add(server.ask(TestTimelines.usual(20 + i), Depth.RISKS, PLENTY));
                }
                server.swap(load(round % 2 == 0 ? two : one));
            }
            Set<String> versions = answers.stream()
                    .map(CompletableFuture::join)
                    .map(answer -> ((RiskProfile) answer).model().version())
                    .collect(Collectors.toSet());
            assertThat(versions).containsExactlyInAnyOrder("1", "2");
        }
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        try (RiskServer server = new RiskServer(load(one))) {
            List<CompletableFuture<ModelAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                answers.add(server.ask(TestTimelines.usual(50), Depth.WHY, PLENTY));
            }
            assertThat(answers)
                    .anySatisfy(answer -> assertThat(answer)
                            .isCompletedWithValueMatching(value -> value instanceof Unavailable full
                                    && full.reason().contains("too many")));
        }
    }

    @Test
    void closedServerSaysSo() throws Exception {
        RiskServer server = new RiskServer(load(one));
        server.close();
        assertThat(server.ask(TestTimelines.usual(30), Depth.RISKS, PLENTY).get(1, TimeUnit.SECONDS))
                .isInstanceOf(Unavailable.class);
        assertThat(server.version()).isEmpty();
    }

    private static RiskModel load(Path directory) {
        return RiskModel.load(directory, packages.trusted());
    }
}
