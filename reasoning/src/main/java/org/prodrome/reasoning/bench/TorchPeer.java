package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * The same network in PyTorch, in a process of its own that stays up: it computes only while it is asked, so that turns can
 * be taken with it.
 *
 * <p>Its version is pinned; it is installed once into a virtual environment under {@code target}. What it says on its
 * standard error goes to a file there. Not thread-safe; close it.
 */
final class TorchPeer implements AutoCloseable {

    /** The wheel for CPUs. */
    static final String VERSION = "2.13.0+cpu";

    /** Needs Python 3.11 or newer. */
    private static final String NUMPY = "2.4.6";

    private static final String INDEX = "https://download.pytorch.org/whl/cpu";
    private static final String CHECK = "import numpy, torch; assert torch.__version__ == '" + VERSION
            + "'; assert numpy.__version__ == '" + NUMPY + "'";
    private static final int TRIALS = 5;
    private static final Duration LONGEST_INSTALLATION = Duration.ofMinutes(15);

    /** Compiling for a large batch takes minutes. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(20);

    private final Program program;
    private final String name;

    private TorchPeer(Program program) {
        this.program = program;
        name = program.answer().path("peer").asText();
    }

    /** Starts it on the files of a {@link TensorFile}; null, and said, where PyTorch can't be had. */
    static @Nullable TorchPeer start(Path module, Path tensors, Consumer<String> says) {
        Path target = module.resolve("target");
        Path environment = target.resolve("torch-" + VERSION);
        Path python = environment.resolve("bin/python");
        Path log = target.resolve("torch-peer.log");
        try {
            Files.createDirectories(target);
            if (!has(python, log)) {
                says.accept("installing PyTorch " + VERSION + " under " + target);
            }
            if (has(python, log) || install(environment, python, log)) {
                Path script = module.resolve("bench/torch_peer.py");
                return started(
                        List.of(python.toString(), script.toString(), tensors.toString()), log, LONGEST_ANSWER, says);
            }
            says.accept(missing(Program.lastLine(log)));
        } catch (IOException e) {
            says.accept(missing("python3: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            says.accept(missing("interrupted"));
        }
        return null;
    }

    /** The peer once it has said its name; null, and said with its last words, when it doesn't come to that. */
    static @Nullable TorchPeer started(List<String> command, Path log, Duration patience, Consumer<String> says)
            throws IOException {
        Program program = Program.start(command, log, patience);
        try {
            return new TorchPeer(program);
        } catch (BrokenDataFile e) {
            program.close();
            says.accept(missing(e.getMessage()));
            return null;
        }
    }

    private static String missing(@Nullable String why) {
        return "PyTorch " + VERSION + " can't be had here (" + why + "): our own figures only, the peer is null";
    }

    private static boolean has(Path python, Path log) throws IOException, InterruptedException {
        return Files.isExecutable(python) && ended(List.of(python.toString(), "-c", CHECK), log);
    }

    private static boolean install(Path environment, Path python, Path log) throws IOException, InterruptedException {
        return ended(List.of("python3", "-m", "venv", environment.toString()), log)
                && ended(
                        List.of(
                                python.toString(),
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--extra-index-url",
                                INDEX,
                                "torch==" + VERSION,
                                "numpy==" + NUMPY),
                        log);
    }

    private static boolean ended(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor(LONGEST_INSTALLATION) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** What it calls itself: {@code PyTorch 2.13.0+cpu}. */
    String name() {
        return name;
    }

    /** One question, one answer; a refusal of the peer's is an error here. */
    JsonNode ask(Object... words) {
        program.tell(String.join(" ", Arrays.stream(words).map(Object::toString).toList()));
        JsonNode answer = program.answer();
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

    @Override
    public void close() {
        program.close();
    }
}
