package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/** JSON of others, read as a tree. */
final class JsonFiles {

    private JsonFiles() {}

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new BrokenPackage(file.getFileName() + ": expected JSON", e);
        }
    }
}
