package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed. */
class KilledTrainingTest {

    @TempDir
    Path directory;

    @Test
    void processKilledAtOnceResumesToTheSameLossesAndWeightsToTheBit() throws Exception {
        Path killed = directory.resolve("killed");
        int reached = killAfter(12, killed);
        Trained whole = train(directory.resolve("whole"), false);
        Trained resumed = train(killed, true);
        assertThat(reached).isBetween(12, 29);
        assertThat(resumed.curve()).isEqualTo(whole.curve());
        assertThat(resumed.weights().keySet()).isEqualTo(whole.weights().keySet());
        resumed.weights()
                .forEach((name, weight) ->
                        assertThat(weight).as(name).isEqualTo(whole.weights().get(name)));
    }

    private static int killAfter(int steps, Path run) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainInAProcess.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int reached = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reached = line.startsWith("step ") ? Integer.parseInt(line.substring(5)) : reached;
                if (reached == steps) {
                    process.toHandle().destroyForcibly(); // SIGKILL: nothing of the process runs after it
                }
            }
        }
        assertThat(process.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
        return reached;
    }

    private static Trained train(Path run, boolean resume) {
        try (Trainer trainer = new Trainer(TrainInAProcess.CONFIG, TrainInAProcess.data(), run)) {
            return trainer.train(resume, TrainingProgress.silent());
        }
    }
}
