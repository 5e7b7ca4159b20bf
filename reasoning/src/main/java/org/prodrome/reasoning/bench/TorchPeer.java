package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * The same network in PyTorch, in a process of its own that stays up: it computes only while it is asked, so that turns can
 * be taken with it.
 *
 * <p>Its version is pinned; it is installed once into a virtual environment under {@code target}. Not thread-safe; close
 * it.
 */
final class TorchPeer implements AutoCloseable {

    /** The wheel for CPUs. */
    static final String VERSION = "2.13.0+cpu";

    private static final String INDEX = "https://download.pytorch.org/whl/cpu";
    private static final int TRIALS = 5;
    private static final long MOST_MINUTES_TO_INSTALL = 15;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final String name;

    private TorchPeer(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        name = next().path("peer").asText();
    }

    /** Starts it on the files of a {@link TensorFile}; null, and said, where PyTorch can't be had. */
    static @Nullable TorchPeer start(Path module, Path tensors, Consumer<String> says) {
        Path environment = module.resolve("target").resolve("torch-" + VERSION);
        Path python = environment.resolve("bin/python");
        try {
            if (!has(python)) {
                says.accept("installing PyTorch " + VERSION + " under " + module.resolve("target"));
            }
            if (has(python) || install(environment, python)) {
                Path script = module.resolve("bench/torch_peer.py");
                return new TorchPeer(
                        new ProcessBuilder(List.of(python.toString(), script.toString(), tensors.toString()))
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start());
            }
        } catch (IOException e) {
            says.accept("python3: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        says.accept("PyTorch " + VERSION + " can't be had here: our own figures only, the peer is null");
        return null;
    }

    private static boolean has(Path python) throws IOException, InterruptedException {
        return Files.isExecutable(python)
                && ended(List.of(
                        python.toString(), "-c", "import torch; assert torch.__version__ == '" + VERSION + "'"));
    }

    private static boolean install(Path environment, Path python) throws IOException, InterruptedException {
        return ended(List.of("python3", "-m", "venv", environment.toString()))
                && ended(List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--extra-index-url",
                        INDEX,
                        "torch==" + VERSION,
                        "numpy"));
    }

    private static boolean ended(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(MOST_MINUTES_TO_INSTALL, TimeUnit.MINUTES);
        process.destroyForcibly();
        return ended && process.exitValue() == 0;
    }

    /** What it calls itself: {@code PyTorch 2.13.0+cpu}. */
    String name() {
        return name;
    }

    /** One question, one answer; a refusal of the peer's is an error here. */
    JsonNode ask(Object... words) {
        questions.println(
                String.join(" ", Arrays.stream(words).map(Object::toString).toList()));
        JsonNode answer = next();
        if (answer.has("failed")) {
            throw new BrokenDataFile("torch peer: " + answer.get("failed").asText(), null);
        }
        return answer;
    }

    /** Milliseconds of each pass. */
    double[] millis(Object... words) {
        JsonNode millis = ask(words).path("ms");
        double[] times = new double[millis.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = millis.get(i).asDouble();
        }
        return times;
    }

    /** Tries each way a few times and names the fastest; a way that fails is left out, and said. */
    String fastest(List<String> ways, Consumer<String> says, String task, int threads) {
        String best = ways.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (String way : ways) {
            try {
                double fastest = Figures.at(millis(task, way, threads, TRIALS), 0);
                says.accept(name + " " + way + ": " + fastest + " ms at its fastest");
                best = fastest < least ? way : best;
                least = Math.min(least, fastest);
            } catch (BrokenDataFile e) {
                says.accept(way + ": " + e.getMessage());
            }
        }
        return best;
    }

    private JsonNode next() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new BrokenDataFile("torch peer: ended without an answer", null);
            }
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new BrokenDataFile("torch peer: could not be read", e);
        }
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
