package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Who needs more than a shifted date: a first pass over the Patients finds those past the pooled age. Safe for several threads once read.
 */
final class People {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rules rules;
    private final LocalDate reference;
    private final Pseudonyms pseudonyms;
    private final Map<String, LocalDate> floors = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();

    private People(Rules rules, LocalDate reference, Pseudonyms pseudonyms) {
        this.rules = rules;
        this.reference = reference;
        this.pseudonyms = pseudonyms;
    }

    static People read(List<Path> files, Rules rules, LocalDate reference, Pseudonyms pseudonyms) {
        var people = new People(rules, reference, pseudonyms);
        for (Path file : files) {
            try (var in = ExportFiles.open(file)) {
                var lines = new Lines(in);
                for (Lines.Block block = lines.next(); block != null; block = lines.next()) {
                    people.add(block.bytes());
                }
            } catch (EOFException | ZipException e) {
                continue; // told when the file is copied; whoever stands past the break is not copied either
            } catch (IOException e) {
                throw new FhirAdapterException.ExportUnusable(file.getFileName() + ": expected to read it", e);
            }
        }
        return people;
    }

    private void add(byte[] block) {
        int from = 0;
        for (int to = 0; to <= block.length; to++) {
            if (to == block.length || block[to] == '\n') {
                add(tree(block, from, to - from));
                from = to + 1;
            }
        }
    }

    private void add(JsonNode patient) {
        String id = patient.path("id").asText(null);
        if (id == null) {
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

    /** What changes this patient's dates; the pseudonyms are the calling thread's. */
    Person of(String id, Pseudonyms own) {
        return new Person(own.shiftDays(id), floors.get(id));
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

    private static JsonNode tree(byte[] block, int from, int length) {
        try {
            return length == 0 ? JSON.missingNode() : JSON.readTree(block, from, length);
        } catch (IOException e) {
            return JSON.missingNode();
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
