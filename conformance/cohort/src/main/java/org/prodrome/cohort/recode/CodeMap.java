package org.prodrome.cohort.recode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One code system in the words of another.
 *
 * @param from system that is replaced
 * @param to system that replaces it
 * @param elements by resource type, the elements in which it is, CodeableConcepts each
 * @param codes by code of {@code from}
 */
record CodeMap(
        String source,
        LocalDate date,
        String from,
        String to,
        Map<String, List<String>> elements,
        Map<String, Target> codes) {
    private static final String FILE = "snomed-to-icd10cm.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    CodeMap {
        elements = Map.copyOf(elements);
        codes = Map.copyOf(codes);
    }

    /** A code of {@code to} with its title. */
    record Target(String code, String display) {}

    private record Row(
            String snomed,
            String icd10cm,
            String display,
            @Nullable String note) {}

    private record Content(
            String source, String date, String from, String to, Map<String, List<String>> elements, List<Row> map) {}

    /** SNOMED CT to ICD-10-CM, as the program ships it. */
    static CodeMap builtIn() {
        try (InputStream in = CodeMap.class.getResourceAsStream(FILE)) {
            return of(JSON.readValue(in, Content.class));
        } catch (IOException e) {
            throw new RecodeException(FILE + ": expected source, date, from, to, elements and map", e);
        }
    }

    private static CodeMap of(Content content) {
        Map<String, Target> codes = new HashMap<>();
        for (Row row : content.map()) {
            if (codes.put(row.snomed(), new Target(row.icd10cm(), row.display())) != null) {
                throw new RecodeException(FILE + ": map: expected each code once, got twice " + row.snomed());
            }
        }
        return new CodeMap(
                content.source(),
                LocalDate.parse(content.date()),
                content.from(),
                content.to(),
                content.elements(),
                codes);
    }
}
