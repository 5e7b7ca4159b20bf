package org.prodrome.cohort.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** NDJSON files, gzip where the name says so, read line by line. What is wrong is told with the file and the line, never with its words. */
final class PackedLines {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int BUFFER = 1 << 16;

    private PackedLines() {}

    /** Takes a line. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T value, long line) throws IOException;
    }

    /** Reads every line as a {@code type}. */
    static <T> void read(Path file, Class<T> type, Taker<T> taker) {
        long line = 0;
        try (BufferedReader in = reader(file)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                if (!text.isBlank()) {
                    taker.take(JSON.readValue(text, type), line);
                }
            }
        } catch (EOFException | ZipException e) {
            throw new OracleException(file.getFileName() + ": cut off or damaged after line " + line, e);
        } catch (JsonProcessingException e) {
            throw at(file, line, "expected a whole " + type.getSimpleName(), e);
        } catch (IOException e) {
            throw new OracleException(file.getFileName() + ": expected a file that can be read", e);
        }
    }

    static OracleException in(Path file, String wrong, Exception cause) {
        return new OracleException(file.getFileName() + ": " + wrong, cause);
    }

    static OracleException at(Path file, long line, String wrong, Exception cause) {
        return new OracleException(
                String.format(Locale.ROOT, "%s line %d: %s", file.getFileName(), line, wrong), cause);
    }

    static OracleException at(Path file, long line, String wrong) {
        return new OracleException(String.format(Locale.ROOT, "%s line %d: %s", file.getFileName(), line, wrong));
    }

    /** Java's gzip header holds no time, so equal lines give equal bytes. */
    static Writer writer(Path file) throws IOException {
        var out = Files.newOutputStream(file);
        return new BufferedWriter(
                new OutputStreamWriter(
                        isPacked(file) ? new GZIPOutputStream(out, BUFFER) : out, StandardCharsets.UTF_8),
                BUFFER);
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return new BufferedReader(
                new InputStreamReader(isPacked(file) ? new GZIPInputStream(raw, BUFFER) : raw, StandardCharsets.UTF_8),
                BUFFER);
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }
}
