package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.training.Split;

/** Reads an oracle's answers to the lines of an {@link IndexFile}: the same with probabilities. */
final class OracleFile {

    private static final ObjectReader LINES = new ObjectMapper().readerFor(Line.class);

    private OracleFile() {}

    /** One answer; the rest of the line is the oracle's own. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            String patient,
            String date,
            String outcome,
            int horizonDays,
            @Nullable Double probability) {}

    private record Asked(long patient, long day) {}

    /**
     * Puts answers beside everyone else's, NaN where there is none.
     *
     * @return how many rows got an answer to at least one question
     */
    static long join(List<Path> files, List<Rows> tables) {
        long joined = 0;
        for (Rows rows : tables) {
            Map<Asked, Integer> places = new HashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                IndexRow row = rows.all().get(i);
                places.put(new Asked(row.life().patient(), row.date().toEpochDay()), i);
            }
            Map<AnswerTable.Key, double[]> columns = new HashMap<>();
            boolean[] answered = new boolean[rows.size()];
            files.forEach(file -> read(file, places, columns, answered));
            columns.forEach(rows.answers()::addAll);
            for (boolean one : answered) {
                joined += one ? 1 : 0;
            }
        }
        return joined;
    }

    private static void read(
            Path file, Map<Asked, Integer> places, Map<AnswerTable.Key, double[]> columns, boolean[] answered) {
        long line = 0;
        try (InputStream in = open(file);
                MappingIterator<Line> lines = LINES.readValues(in)) {
            while (lines.hasNext()) {
                Line next = lines.next();
                line++;
                Integer place = places.get(new Asked(
                        Split.hash(next.patient()), LocalDate.parse(next.date()).toEpochDay()));
                if (place != null && next.probability() != null) {
                    columns.computeIfAbsent(
                                            new AnswerTable.Key(TaskData.ORACLE, next.outcome(), next.horizonDays()),
                                            key -> unanswered(answered.length))[place] =
                            checked(next.probability());
                    answered[place] = true;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new ReasoningException.RefusedData(
                    "oracle: expected NDJSON lines with patient, date, outcome, horizonDays and probability; line "
                            + (line + 1) + " of " + file.getFileName() + " is not",
                    e);
        }
    }

    private static double checked(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: expected 0 to 1");
        }
        return probability;
    }

    private static double[] unanswered(int rows) {
        double[] column = new double[rows];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return zipped ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
