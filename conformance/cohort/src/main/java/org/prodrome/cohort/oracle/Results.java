package org.prodrome.cohort.oracle;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** The answers to all lines of an index file, as they come in. Safe for several threads: each line belongs to one. */
final class Results {
    private final double[] probabilities;
    private final float[] sizes;

    Results(int lines) {
        this.probabilities = new double[lines];
        this.sizes = new float[lines];
        Arrays.fill(probabilities, Double.NaN);
        Arrays.fill(sizes, Float.NaN);
    }

    /** An answer in a file of finished work: a line of the index from 0, and what it gets. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"line", "probability", "effectiveSampleSize"})
    record Done(int line, double probability, float effectiveSampleSize) {}

    void put(Done done) {
        probabilities[done.line()] = done.probability();
        sizes[done.line()] = done.effectiveSampleSize();
    }

    /** Lines without an answer. */
    int unanswered() {
        return (int) Arrays.stream(probabilities).filter(Double::isNaN).count();
    }

    /** Smallest and median effective sample size of the answers; not numbers without any. */
    double[] smallestAndMedianSize() {
        float[] sorted = sizes.clone();
        Arrays.sort(sorted); // not-a-numbers come last
        int given = sizes.length - unanswered();
        return given == 0 ? new double[] {Double.NaN, Double.NaN} : new double[] {sorted[0], sorted[given / 2]};
    }

    /** The index file again, each line with its answer; null where there is none. */
    void write(Path index, Path out) throws IOException {
        Path beside = out.resolveSibling("unfinished-" + out.getFileName());
        int[] next = {0};
        try (Writer writer = PackedLines.writer(beside)) {
            PackedLines.read(index, ObjectNode.class, (line, number) -> {
                int at = next[0]++;
                if (Double.isNaN(probabilities[at])) {
                    line.putNull("probability").putNull("effectiveSampleSize");
                } else {
                    line.put("probability", probabilities[at]).put("effectiveSampleSize", Math.round(sizes[at]));
                }
                writer.write(PackedLines.JSON.writeValueAsString(line));
                writer.write('\n');
            });
        }
        Files.move(beside, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the answers of a part of the truth, whole or not at all. */
    static void keep(Path file, List<Done> done) throws IOException {
        Path beside = file.resolveSibling("unfinished-" + file.getFileName());
        try (Writer writer = PackedLines.writer(beside)) {
            for (Done one : done) {
                writer.write(PackedLines.JSON.writeValueAsString(one));
                writer.write('\n');
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
