package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * A program that answers each line with a line of JSON, within a deadline.
 *
 * <p>One that ended or was too late is ended, and its last words are told. Not thread-safe; close it.
 */
final class Program implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final Duration patience;
    private final PrintWriter questions;

    /** Lines of its output; empty at the end of them. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private Program(Process process, Path log, Duration patience) {
        this.process = process;
        this.log = log;
        this.patience = patience;
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Starts it with its standard error in a file. */
    static Program start(List<String> command, Path log, Duration patience) throws IOException {
        Program program = new Program(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log, patience);
        Thread.ofVirtual().name("program-lines").start(program::read);
        return program;
    }

    private void read() {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) { // told like its end
            process.destroyForcibly();
        }
        lines.add(Optional.empty());
    }

    void tell(String question) {
        questions.println(question);
    }

    /** Its next line. */
    JsonNode answer() {
        Optional<String> line = next();
        if (line.isEmpty()) {
            throw new BrokenDataFile("torch peer: ended without an answer; its last words: " + lastLine(log), null);
        }
        try {
            return new ObjectMapper().readTree(line.get());
        } catch (JsonProcessingException e) {
            throw new BrokenDataFile("torch peer: expected a line of JSON", e);
        }
    }

    private Optional<String> next() {
        try {
            Optional<String> line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                close();
                throw new BrokenDataFile(
                        "torch peer: expected an answer within " + patience + "; its last words: " + lastLine(log),
                        null);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new BrokenDataFile("torch peer: interrupted", e);
        }
    }

    /** The last line of a file that says anything; "none" without one. */
    static String lastLine(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((before, line) -> line)
                    .orElse("none");
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        questions.close();
    }
}
