package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException;

/** Writes a report as {@code report.json} and as one self-contained page, {@code report.html}. */
public final class ReportFiles {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(double.class, new NanAsNull())
                    .addSerializer(Double.class, new NanAsNull()));

    private ReportFiles() {}

    /** JSON has no NaN. */
    private static final class NanAsNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    /** The report as JSON text. */
    public static String json(EvaluationReport report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("report: every part of it can be written as JSON", e);
        }
    }

    /** Writes both files; makes the directory. */
    public static void write(EvaluationReport report, Path directory) {
        try {
            Files.createDirectories(directory);
            write(directory.resolve("report.json"), json(report));
            write(directory.resolve("report.html"), new ReportPage(report).html());
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("out: expected a directory that can be written", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
