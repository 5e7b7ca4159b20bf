package org.prodrome.cohort.recode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Copies an export, de-identified or not, with its diagnoses in another code system. Same export, same bytes. */
final class Recoding {
    private static final int BUFFER = 1 << 16;

    /** Numbers keep their digits: 1.10 stays 1.10. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final Path data;
    private final Path out;
    private final CodeMap map;
    private final ConceptRecoder recoder;

    Recoding(Path data, Path out, CodeMap map) {
        this.data = data;
        this.out = out;
        this.map = map;
        this.recoder = new ConceptRecoder(map);
    }

    RecodeCounts run() throws IOException {
        List<Path> files = files();
        Files.createDirectories(out);
        List<Path> changed = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            String type = name.substring(0, name.indexOf('.'));
            if (name.contains(".ndjson") && map.elements().containsKey(type)) {
                recode(file, type, out.resolve(name));
                changed.add(out.resolve(name));
            } else {
                Files.copy(file, out.resolve(name));
            }
        }
        if (recoder.counts().mapped() == 0) {
            throw new RecodeException(
                    "--data: expected codes of " + map.from() + " in its diagnoses, found none to map");
        }
        new RecodeRecord(out, map, recoder.counts()).write(changed);
        return recoder.counts();
    }

    /** What lies beside the data (its description, the report of a de-identification) goes with it. */
    private List<Path> files() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(data)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.stream().noneMatch(file -> isOf(file, "Patient"))) {
            throw new RecodeException(
                    "--data: expected a FHIR bulk export with Patient.ndjson or its parts, found none");
        }
        if (Files.exists(out)) {
            try (Stream<Path> there = Files.list(out)) {
                if (there.findAny().isPresent()) {
                    throw new RecodeException("--out: expected a new or empty directory");
                }
            }
        }
        return files;
    }

    private static boolean isOf(Path file, String type) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(type + ".") && name.contains(".ndjson");
    }

    private void recode(Path from, String type, Path to) throws IOException {
        long number = 0;
        try (BufferedReader in = reader(from);
                BufferedWriter copy = writer(to)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    copy.write(recoded(type, line));
                    copy.write('\n');
                }
            }
        } catch (EOFException | ZipException e) {
            throw new RecodeException(from.getFileName() + ": cut off or damaged after line " + number, e);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new RecodeException(
                    String.format(Locale.ROOT, "%s line %d: expected a resource", from.getFileName(), number), e);
        }
    }

    private String recoded(String type, String line) throws JsonProcessingException {
        ObjectNode resource = (ObjectNode) JSON.readTree(line);
        recoder.apply(type, resource);
        return JSON.writeValueAsString(resource);
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream plain = isPacked(file) ? new GZIPInputStream(raw, BUFFER) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    }

    private static BufferedWriter writer(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        OutputStream packed = isPacked(file) ? new GZIPOutputStream(raw, BUFFER) : raw;
        return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER);
    }
}
