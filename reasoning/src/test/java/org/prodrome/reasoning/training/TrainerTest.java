package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException;

class TrainerTest {

    @TempDir
    Path directory;

    @Test
    void lossesFallBelowKnowingOnlyBaseRates() {
        Trained trained;
        try (Trainer trainer = new Trainer(TestConfigs.learning(80), TestSequences.data(400, 400, 3), directory)) {
            trained = trainer.train(false, TrainingProgress.silent());
        }
        Trained.Point first = trained.curve().getFirst();
        Trained.Point last = trained.curve().getLast();
        assertThat(last.tuningNextEvent()).isLessThan(first.tuningNextEvent());
        assertThat(last.tuningRisk()).isLessThan(first.tuningRisk());
    }

    @Test
    void sameSeedAndThreadsGiveTheSameLosses() {
        Trained one = train(TestConfigs.steps(10, 100, 50), directory.resolve("one"), false);
        Trained two = train(TestConfigs.steps(10, 100, 50), directory.resolve("two"), false);
        assertThat(two.curve()).isEqualTo(one.curve());
    }

    @Test
    void otherSeedGivesOtherLosses() {
        Trained one = train(TestConfigs.steps(10, 100, 50), directory.resolve("one"), false);
        Trained two = train(TestConfigs.steps(10, 100, 50).withSeed(8), directory.resolve("two"), false);
        assertThat(two.curve()).isNotEqualTo(one.curve());
    }

    @Test
    void killedRunResumedEndsLikeOneThatWasNotKilled() {
        TrainingConfig config = TestConfigs.steps(20, 5, 50);
        Trained whole = train(config, directory.resolve("whole"), false);
        Path killed = directory.resolve("killed");
        killAt(12, config, killed);
        Trained resumed = train(config, killed, true);
        assertThat(resumed.curve()).isEqualTo(whole.curve());
        resumed.weights()
                .forEach((name, weight) ->
                        assertThat(weight).as(name).isEqualTo(whole.weights().get(name)));
    }

    @Test
    void killedBetweenTwoLooksItGoesOnWithTheLossesSinceTheLastOne() {
        TrainingConfig config = TestConfigs.steps(20, 3, 50);
        Trained whole = train(config, directory.resolve("whole"), false);
        Path killed = directory.resolve("killed");
        killAt(13, config, killed);
        assertThat(train(config, killed, true).curve()).isEqualTo(whole.curve());
    }

    @Test
    void lineThatWasNotWrittenToItsEndDoesNotKeepARunFromGoingOn() throws Exception {
        TrainingConfig config = TestConfigs.steps(20, 5, 50);
        Trained whole = train(config, directory.resolve("whole"), false);
        Path killed = directory.resolve("killed");
        killAt(12, config, killed);
        Files.writeString(killed.resolve("losses.csv"), "15,0.", StandardOpenOption.APPEND);
        assertThat(train(config, killed, true).curve()).isEqualTo(whole.curve());
        assertThat(Files.readAllLines(killed.resolve("losses.csv"))).hasSize(5);
        Files.writeString(killed.resolve("losses.csv"), "step\nnonsense\n");
        assertThatThrownBy(() -> train(config, killed, true))
                .isInstanceOf(ReasoningException.BrokenDataFile.class)
                .hasMessageContaining("losses.csv");
    }

    @Test
    void checkpointOfAnotherRunIsRefused() {
        TrainingConfig config = TestConfigs.steps(10, 5, 50);
        SequenceData data = TestSequences.data(40, 20, 3);
        train(config, directory, false);
        refused(TestConfigs.steps(15, 5, 50), data);
        refused(config, TestSequences.data(40, 20, 5));
        refused(config, asking(data, "other", "2"));
        refused(config, asking(data, "absent", "3"));
        train(config, directory, true);
    }

    /** The same number of outcomes, the second one another. */
    private static SequenceData asking(SequenceData data, String id, String code) {
        Outcomes known = data.outcomes();
        Outcomes outcomes = new Outcomes(
                known.source(),
                known.date(),
                known.fromAgeYears(),
                known.fewestTrainingEvents(),
                List.of(
                        known.outcomes().getFirst(),
                        new Outcomes.Definition(id, "a disease nobody gets", List.of(code), List.of(), "test")));
        return new SequenceData(
                data.vocabulary(),
                outcomes,
                data.training(),
                data.tuning(),
                data.trainingPatients(),
                data.tuningPatients(),
                data.heldOutPatients(),
                data.synthetic());
    }

    private void refused(TrainingConfig config, SequenceData data) {
        assertThatThrownBy(() -> {
                    try (Trainer trainer = new Trainer(config, data, directory)) {
                        trainer.train(true, TrainingProgress.silent());
                    }
                })
                .isInstanceOf(ReasoningException.BrokenDataFile.class)
                .hasMessageContaining("same configuration");
    }

    @Test
    void aRunThatStartsAnewForgetsTheCheckpointOfTheOneBefore() {
        train(TestConfigs.steps(10, 5, 50), directory, false);
        assertThat(directory.resolve("checkpoint.bin")).exists();
        train(TestConfigs.steps(5, 100, 50), directory, false);
        assertThat(directory.resolve("checkpoint.bin")).doesNotExist();
    }

    @Test
    void stopsEarlyAndKeepsTheBestWeights() {
        TrainingConfig hopeless = TrainingConfig.parse("test", """
                {"name": "test", "width": 16, "layers": 1, "heads": 2, "analytes": 8, "window": 64, "windowsPerPatient": 4, "fewestPatients": 1, "reads": 2,
                 "batchTokens": 528, "steps": 400, "warmUpSteps": 0,
                 "peakRate": 1e-12, "floorShare": 1, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0, "clipNorm": 1.0,
                 "dropout": 0, "riskWeight": 1,
                 "evaluateEvery": 2, "patience": 2, "checkpointEvery": 100, "threads": 1, "seed": 7}
                """);
        Trained trained = train(hopeless, directory, false);
        assertThat(trained.steps()).isLessThan(400);
    }

    @Test
    void writesTheLossCurve() throws Exception {
        train(TestConfigs.steps(10, 100, 50), directory, false);
        assertThat(Files.readAllLines(directory.resolve("losses.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("step,next_event,risk,tuning_next_event,tuning_risk");
    }

    @Test
    void drawsTheLossCurve() throws Exception {
        train(TestConfigs.steps(10, 100, 50), directory, false);
        var plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("losses.svg").toFile());
        assertThat(plot.getElementsByTagName("polyline").getLength()).isEqualTo(4);
        assertThat(plot.getElementsByTagName("polyline")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("points")
                        .getNodeValue()
                        .split(" ", -1))
                .hasSize(2);
    }

    @Test
    void reportsEveryStep() {
        List<Integer> steps = new ArrayList<>();
        try (Trainer trainer = new Trainer(TestConfigs.steps(6, 100, 50), TestSequences.data(20, 10, 3), directory)) {
            trainer.train(false, (step, of, loss, tuning) -> steps.add(step));
        }
        assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static void killAt(int end, TrainingConfig config, Path run) {
        assertThatThrownBy(() -> {
                    try (Trainer trainer = new Trainer(config, TestSequences.data(40, 20, 3), run)) {
                        trainer.train(false, (step, steps, loss, tuning) -> {
                            if (step == end) {
                                throw new IllegalStateException("killed");
                            }
                        });
                    }
                })
                .hasMessage("killed");
    }

    private static Trained train(TrainingConfig config, Path directory, boolean resume) {
        try (Trainer trainer = new Trainer(config, TestSequences.data(40, 20, 3), directory)) {
            return trainer.train(resume, TrainingProgress.silent());
        }
    }
}
