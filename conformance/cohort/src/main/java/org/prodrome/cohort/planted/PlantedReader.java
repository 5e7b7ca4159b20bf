package org.prodrome.cohort.planted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the planted files: every field must be there (null where a file says there is none), no other may be. What is wrong is told
 * with the file and the field.
 */
final class PlantedReader {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Source source;
    private final MessageDigest digest;

    PlantedReader(Source source) {
        this.source = source;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new PlantedException("SHA-256: expected from every Java runtime, not found", e);
        }
    }

    PlantedFiles read(int panelVersion) {
        Index index = read("index.json", Index.class);
        List<Disease> diseases = index.diseases().stream()
                .map(id -> named(id, "diseases/" + id + ".json"))
                .toList();
        Panel panel = read("panel.json", Panel.class);
        if (panelVersion != panel.version()) {
            panel = read(String.format(Locale.ROOT, "panel-%d.json", panelVersion), PanelVariant.class)
                    .of(panel);
        }
        People people = read("people.json", People.class);
        return new PlantedFiles(diseases, panel, people, HexFormat.of().formatHex(digest.digest()));
    }

    private Disease named(String id, String file) {
        Disease disease = read(file, Disease.class);
        PlantedException.require(
                disease.id().equals(id),
                file + ": id: expected %s as the file is named, got %s".formatted(id, disease.id()));
        return disease;
    }

    private <T> T read(String file, Class<T> type) {
        try (InputStream in = source.open(file)) {
            if (in == null) {
                throw new PlantedException(file + ": expected among the planted files, not found");
            }
            byte[] bytes = in.readAllBytes();
            digest.update(bytes);
            T read = STRICT.readValue(bytes, type);
            if (read == null) {
                throw new PlantedException(file + ": expected an object, got null");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new PlantedException(file + ": " + explained(e), e);
        } catch (IOException e) {
            throw new PlantedException(file + ": not readable", e);
        }
    }

    private static String explained(JsonProcessingException failure) {
        String field = failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(PlantedReader::step).collect(Collectors.joining("."))
                : "line " + failure.getLocation().getLineNr();
        if (failure instanceof MismatchedInputException
                && failure.getOriginalMessage().startsWith("Missing creator property")) {
            return field + ": expected a value (or null, where there is none), not there";
        }
        String reason =
                failure.getCause() instanceof PlantedException ours ? ours.getMessage() : failure.getOriginalMessage();
        return (field.isEmpty() ? "" : field + ": ")
                + String.valueOf(reason).lines().findFirst().orElse("");
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName();
    }

    /** The names of the disease files, in the order in which they are read and hashed. */
    record Index(List<String> diseases) {
        Index {
            diseases = List.copyOf(diseases);
        }
    }

    /** Where the files come from. */
    @FunctionalInterface
    interface Source {
        @Nullable
        InputStream open(String file) throws IOException;

        static Source resources() {
            return PlantedReader.class::getResourceAsStream;
        }
    }
}
