package org.prodrome.reasoning.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/** Reads and writes the JSON files of a package; what is unknown or missing in one is refused. */
public final class PackageJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private PackageJson() {}

    /** Reads one file. */
    static <T> T read(Path directory, String name, Class<T> type) {
        try {
            return parse(name, Files.readAllBytes(directory.resolve(name)), type);
        } catch (IOException e) {
            throw new BrokenPackage(name + ": expected the file, found none", e);
        }
    }

    static <T> T parse(String name, byte[] content, Class<T> type) {
        try {
            return JSON.treeToValue(YoungerFields.added(name, JSON.readTree(content)), type);
        } catch (IOException e) {
            throw new BrokenPackage(name + ": expected " + type.getSimpleName() + " in JSON", e);
        }
    }

    static JsonNode tree(String name, byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new BrokenPackage(name + ": expected JSON", e);
        }
    }

    /** Writes one file. */
    public static void write(Path directory, String name, Object content) {
        try {
            Files.write(directory.resolve(name), JSON.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new BrokenPackage(name + ": could not be written", e);
        }
    }
}
