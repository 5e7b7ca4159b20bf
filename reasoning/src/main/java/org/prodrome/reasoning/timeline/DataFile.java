package org.prodrome.reasoning.timeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** Tells the content of files that lie beside a class from any other content: SHA-256 in hex over them all, in this order. */
    public static String version(Class<?> beside, String... names) {
        MessageDigest sha = sha256();
        for (String name : names) {
            try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
                if (in == null) {
                    throw new ReasoningException.BrokenDataFile(name + ": expected on the class path, not found", null);
                }
                sha.update(sha256().digest(in.readAllBytes()));
            } catch (IOException e) {
                throw new ReasoningException.BrokenDataFile(name + ": " + firstLine(e), e);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }

    private static String firstLine(IOException e) {
        String message = e.getMessage();
        return message == null ? "not readable" : message.lines().findFirst().orElse("not readable");
    }
}
