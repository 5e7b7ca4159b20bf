package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** De-identifies one block of lines into bytes ready to be appended to the output. For one thread. */
final class BlockRun {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final Run run;
    private final boolean packed;
    private final Pseudonyms pseudonyms;
    private final RuleCounts counts;
    private final ElementCounts elements = new ElementCounts();
    private final Transformer transformer;
    private final List<Long> broken = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> patients = new ArrayList<>();
    private long resources;
    private long orphans;
    private long notCopied;

    /**
     * What all blocks of a run share.
     *
     * @param withheld what is left out
     * @param key of the pseudonyms
     * @param roots elements by resource type; filled as types are met
     */
    record Run(Rules rules, People people, Withheld withheld, byte[] key, Map<String, Element> roots) {
        Pseudonyms pseudonyms() {
            return new Pseudonyms(key, rules.shiftRange());
        }
    }

    /**
     * A block, done.
     *
     * @param bytes the output
     * @param broken numbers of lines that were no JSON object
     * @param classes quasi-identifiers of each Patient among them
     * @param agesPooled quantities that were ages past the pooled one
     * @param orphans resources of patients who are not in the Patient files
     * @param notCopied resources of types that are not copied
     * @param places of the patients, in the order their resources came, repeats in a row left out
     * @param patients ids of the Patients among the output, as the export has them
     */
    record Done(
            byte[] bytes,
            long resources,
            RuleCounts counts,
            ElementCounts elements,
            long agesPooled,
            long orphans,
            long notCopied,
            List<Long> broken,
            List<String> classes,
            List<Integer> places,
            List<String> patients) {}

    BlockRun(Run run, boolean packed) {
        this.run = run;
        this.packed = packed;
        this.pseudonyms = run.pseudonyms();
        this.counts = new RuleCounts(run.rules().rules().size());
        this.transformer = new Transformer(run.rules(), run.roots(), pseudonyms, counts, elements);
    }

    Done apply(Lines.Block block) throws IOException {
        var bytes = new ByteArrayOutputStream(block.bytes().length / (packed ? 8 : 1));
        try (OutputStream out = packed ? new QuickGzip(bytes) : bytes) {
            int from = 0;
            long line = block.firstLine();
            while (from < block.bytes().length) {
                int to = end(block.bytes(), from);
                line(block.bytes(), from, to - from, line++, out);
                from = to + 1;
            }
        }
        return new Done(
                bytes.toByteArray(),
                resources,
                counts,
                elements,
                transformer.agesPooled(),
                orphans,
                notCopied,
                broken,
                classes,
                places,
                patients);
    }

    private void line(byte[] bytes, int from, int length, long number, OutputStream out) throws IOException {
        if (isBlank(bytes, from, length)) {
            return;
        }
        ObjectNode resource = parse(bytes, from, length);
        if (resource == null) {
            broken.add(number);
            return;
        }
        String patient = Subjects.of(resource);
        resource = run.withheld().released(resource, patient);
        if (resource == null || !copied(resource.path("resourceType").asText(), patient)) {
            return;
        }
        if (patient != null) {
            place(run.people().place(patient));
        }
        transformer.apply(resource, patient == null ? null : run.people().of(patient, pseudonyms));
        if (resource.path("resourceType").asText().equals("Patient")) {
            classes.add(QuasiIdentifiers.of(resource));
            if (patient != null) {
                patients.add(patient);
            }
        }
        resources++;
        JSON.writeValue(out, resource);
        out.write('\n');
    }

    /** Of a patient who is not in the Patient files nobody knows the age, or whether they opted out. */
    private boolean copied(String type, @Nullable String patient) {
        boolean unwanted = run.rules().typesNotCopied().contains(type);
        boolean orphan = patient != null && run.people().place(patient) < 0;
        notCopied += unwanted ? 1 : 0;
        orphans += !unwanted && orphan ? 1 : 0;
        return !unwanted && !orphan;
    }

    private static boolean isBlank(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void place(int place) {
        if (places.isEmpty() || places.getLast() != place) {
            places.add(place);
        }
    }

    private static @Nullable ObjectNode parse(byte[] bytes, int from, int length) {
        try {
            JsonNode node = JSON.readTree(bytes, from, length);
            return node instanceof ObjectNode object
                            && ElementTypes.isResource(
                                    object.path("resourceType").asText())
                    ? object
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static int end(byte[] bytes, int from) {
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        return to;
    }

    /** One gzip member per block: members may be appended to one another. Level 3 is three times faster than 6. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 14);
            def.setLevel(3);
        }
    }
}
