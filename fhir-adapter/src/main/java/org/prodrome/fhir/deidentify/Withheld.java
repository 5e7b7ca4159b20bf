package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.consent.ExportSieve;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirJson;

/**
 * What the release policy keeps out of a de-identified copy, found in passes over the export before it is written. Only lines
 * that may matter are parsed. What cannot be parsed there cannot be decided, and is left out.
 */
final class Withheld {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABELLED = "\"security";
    private static final int MOST_ROUNDS = 50;

    private final ExportSieve sieve;

    private Withheld(ExportSieve sieve) {
        this.sieve = sieve;
    }

    static Withheld in(ExportFiles files, ExportSieve sieve) {
        var withheld = new Withheld(sieve);
        withheld.each(files.of("Consent"), withheld::consent);
        withheld.each(files.of("Patient"), withheld::person);
        withheld.each(files.all(), withheld::judge);
        boolean more = !sieve.isIdle();
        for (int round = 0; more && round < MOST_ROUNDS; round++) {
            var spread = new AtomicBoolean();
            withheld.each(files.all(), line -> withheld.spread(line, spread));
            more = spread.get();
        }
        if (more) {
            throw new FhirAdapterException.ExportUnusable(
                    "export: expected references in at most " + MOST_ROUNDS
                            + " steps from what is withheld, got more; what they lead to cannot be decided",
                    null);
        }
        return withheld;
    }

    long patients() {
        return sieve.patients();
    }

    long resources() {
        return sieve.resources();
    }

    /** What may be written of a resource; null for nothing. */
    @Nullable
    ObjectNode released(ObjectNode resource, @Nullable String patient) {
        if (isConsent(resource)) {
            sieve.countWithheld();
            return null;
        }
        if (sieve.isIdle()) {
            return resource;
        }
        if (patient != null && sieve.isLeftOut(patient)) {
            return null;
        }
        return sieve.isTouched(patient) ? cut(resource, patient) : resource;
    }

    private @Nullable ObjectNode cut(ObjectNode resource, @Nullable String patient) {
        try {
            Resource released = sieve.released(patient, FhirJson.parse(resource.toString()));
            return released != null && JSON.readTree(FhirJson.render(released)) instanceof ObjectNode node
                    ? node
                    : null;
        } catch (FhirAdapterException.Unreadable | JsonProcessingException e) {
            sieve.countWithheld();
            return null;
        }
    }

    private static boolean isConsent(JsonNode resource) {
        return resource.path("resourceType").asText().equals("Consent");
    }

    private void consent(String line) {
        JsonNode node = tree(line);
        String patient = node == null ? null : Subjects.of(node);
        if (patient == null) {
            return;
        }
        Resource resource = parsed(line);
        if (resource == null) {
            sieve.leaveOut(patient);
        } else if (resource instanceof Consent consent) {
            sieve.consent(patient, consent);
        }
    }

    private void person(String line) {
        JsonNode node = tree(line);
        String id = node == null ? null : Subjects.of(node);
        if (parsed(line) instanceof Patient patient && patient.getIdElement().hasIdPart()) {
            sieve.person(patient);
        } else if (id != null) {
            sieve.leaveOut(id);
        }
    }

    private void judge(String line) {
        boolean isLabelled = line.contains(LABELLED);
        if (!isLabelled && !sieve.hasAnyWishes()) {
            return;
        }
        JsonNode node = tree(line);
        String patient = node == null ? null : Subjects.of(node);
        if (isLabelled || patient != null && sieve.hasWishes(patient)) {
            Resource resource = parsed(line);
            if (resource == null) {
                unread(node, patient);
            } else if (!(resource instanceof Patient)) {
                sieve.judge(patient, resource);
            }
        }
    }

    /** What cannot be parsed cannot be decided; whether that is news. What is no JSON at all is not copied anyway. */
    private boolean unread(@Nullable JsonNode node, @Nullable String patient) {
        String type = node == null ? "" : node.path("resourceType").asText();
        return node != null
                && !type.equals("Patient")
                && sieve.unread(patient, type, node.path("id").asText("null"));
    }

    private void spread(String line, AtomicBoolean spread) {
        JsonNode node = tree(line);
        String patient = node == null ? null : Subjects.of(node);
        if (node != null && sieve.isTouched(patient)) {
            Resource resource = parsed(line);
            if (resource == null ? unread(node, patient) : sieve.spreads(patient, resource)) {
                spread.set(true);
            }
        }
    }

    /** What a pass does with a line. */
    private interface Work {
        void line(String line);
    }

    private void each(List<Path> files, Work work) {
        files.parallelStream().forEach(file -> each(file, work));
    }

    private static void each(Path file, Work work) {
        try (var in = ExportFiles.open(file)) {
            var lines = new Lines(in);
            for (Lines.Block block = lines.next(); block != null; block = lines.next()) {
                for (String line : new String(block.bytes(), StandardCharsets.UTF_8).split("\n")) {
                    work.line(unmarked(line));
                }
            }
        } catch (EOFException | ZipException e) {
            return; // told when the file is copied; what stands past the break is not copied either
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable(file.getFileName() + ": expected to read it to its end", e);
        }
    }

    /** As the copying reads it: a byte order mark is no text, and a carriage return ends no line. */
    private static String unmarked(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static @Nullable JsonNode tree(String line) {
        try {
            return line.isBlank() ? null : JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Resource parsed(String line) {
        try {
            return line.isBlank() ? null : FhirJson.parse(line);
        } catch (FhirAdapterException.Unreadable e) {
            return null;
        }
    }
}
