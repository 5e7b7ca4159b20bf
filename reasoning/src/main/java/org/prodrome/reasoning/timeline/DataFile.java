package org.prodrome.reasoning.timeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/** Reads the data files that lie beside a class on the class path. */
public final class DataFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DataFile() {}

    /**
     * Reads a JSON file as a record; the record's own checks are the file's checks.
     *
     * @throws ReasoningException.BrokenDataFile when it is missing, not JSON, has unknown fields or fails a check
     */
    public static <T> T read(Class<?> beside, String name, Class<T> type) {
        try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new ReasoningException.BrokenDataFile(name + ": expected on the class path, not found", null);
            }
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new ReasoningException.BrokenDataFile(name + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(IOException e) {
        String message = e.getMessage();
        return message == null ? "not readable" : message.lines().findFirst().orElse("not readable");
    }
}
