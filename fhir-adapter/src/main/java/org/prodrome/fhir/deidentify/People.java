package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.record.FhirAdapterException;

/** Who needs more than a shifted date: a first pass over the Patients finds those past the pooled age. */
final class People {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, LocalDate> floors;
    private final Map<String, Integer> order;

    private People(Map<String, LocalDate> floors, Map<String, Integer> order) {
        this.floors = floors;
        this.order = order;
    }

    static People read(List<Path> files, Rules rules, LocalDate reference, Pseudonyms pseudonyms) {
        var floors = new HashMap<String, LocalDate>();
        var order = new HashMap<String, Integer>();
        for (Path file : files) {
            try (var reader =
                    new BufferedReader(new InputStreamReader(ExportFiles.open(file), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line, rules, reference, pseudonyms, floors, order);
                }
            } catch (IOException e) {
                throw new FhirAdapterException.ExportUnusable(
                        file.getFileName() + ": expected to read it to its end", e);
            }
        }
        return new People(new ConcurrentHashMap<>(floors), new ConcurrentHashMap<>(order));
    }

    private static void add(
            String line,
            Rules rules,
            LocalDate reference,
            Pseudonyms pseudonyms,
            Map<String, LocalDate> floors,
            Map<String, Integer> order) {
        JsonNode patient = tree(line);
        String id = patient == null ? null : patient.path("id").asText(null);
        if (patient == null || id == null) {
            return;
        }
        order.putIfAbsent(id, order.size());
        LocalDate birth = day(patient.path("birthDate").asText());
        LocalDate death = day(patient.path("deceasedDateTime").asText());
        LocalDate last = death == null ? reference : death;
        if (birth != null && birth.plusYears(rules.pooledAge() + 1L).compareTo(last) <= 0) {
            floors.put(id, last.minusYears(rules.pooledAge() + 1L).plusDays(pseudonyms.shiftDays(id)));
        }
    }

    /** What changes this patient's dates. */
    Person of(String id, Pseudonyms pseudonyms) {
        return new Person(pseudonyms.shiftDays(id), floors.get(id));
    }

    /** The patient's place in the Patient files; -1 for one that is not there. */
    int place(String id) {
        return order.getOrDefault(id, -1);
    }

    int count() {
        return order.size();
    }

    int pooled() {
        return floors.size();
    }

    private static @Nullable JsonNode tree(String line) {
        try {
            return line.isBlank() ? null : JSON.readTree(line);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable LocalDate day(String date) {
        try {
            return switch (date.length()) {
                case 4 -> LocalDate.of(Integer.parseInt(date), 1, 1);
                case 7 -> LocalDate.parse(date + "-01");
                default -> date.length() < 10 ? null : LocalDate.parse(date.substring(0, 10));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
