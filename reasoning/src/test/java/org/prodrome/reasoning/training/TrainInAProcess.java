package org.prodrome.reasoning.training;

import java.nio.file.Path;

/** A training run in a process of its own, which tells each step and can be killed. */
final class TrainInAProcess {

    private TrainInAProcess() {}

    static final TrainingConfig CONFIG = TestConfigs.steps(30, 5, 50);

    static SequenceData data() {
        return TestSequences.data(40, 20, 3);
    }

    /** {@code DIRECTORY}. */
    public static void main(String[] arguments) {
        try (Trainer trainer = new Trainer(CONFIG, data(), Path.of(arguments[0]))) {
            trainer.train(false, (step, steps, loss, tuning) -> System.out.println("step " + step));
        }
    }
}
