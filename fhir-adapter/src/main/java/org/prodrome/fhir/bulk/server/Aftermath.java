package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.bulk.server.ExportReceipt.FileReceipt;
import org.prodrome.fhir.bulk.server.Manifest.Entry;

/** What there is to say of an export whose files are all in place. */
final class Aftermath {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, Long> deletions = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private Aftermath(Path directory) {
        this.directory = directory;
    }

    static ExportReceipt of(Path directory, ExportState state, Manifest manifest) throws IOException {
        var aftermath = new Aftermath(directory);
        var files = new ArrayList<FileReceipt>();
        for (Entry entry : manifest.files()) {
            var file = Objects.requireNonNull(state.finished().get(entry.name()));
            switch (entry.kind()) {
                case OUTPUT -> files.add(new FileReceipt(entry.name(), entry.type(), file.lines(), file.bytes()));
                case ERROR -> aftermath.each(entry, aftermath.errors, Aftermath::issues);
                case DELETED -> aftermath.each(entry, aftermath.deletions, Aftermath::deleted);
            }
        }
        return aftermath.receipt(state, manifest, files);
    }

    private ExportReceipt receipt(ExportState state, Manifest manifest, List<FileReceipt> files) {
        if (files.stream().noneMatch(file -> file.type().equals("Patient"))) {
            notes.add("the server gave no Patient file, so that the export can't be read patient by patient");
        }
        return new ExportReceipt(manifest.transactionTime(), state.request(), files, errors, deletions, notes);
    }

    private void each(Entry entry, Map<String, Long> counts, BiConsumer<JsonNode, Map<String, Long>> reader)
            throws IOException {
        long broken = 0;
        try (var in = ExportFiles.open(directory.resolve(entry.name()));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = tree(line);
                if (node.isObject()) {
                    reader.accept(node, counts);
                } else if (!line.isBlank()) {
                    broken++;
                }
            }
        }
        if (broken > 0) {
            notes.add(entry.name() + ": " + broken + " lines were no resource");
        }
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static void issues(JsonNode outcome, Map<String, Long> counts) {
        IssueCodes.of(outcome).forEach(code -> counts.merge(code, 1L, Long::sum));
    }

    /** A Bundle of type transaction, one DELETE per entry. */
    private static void deleted(JsonNode bundle, Map<String, Long> counts) {
        for (JsonNode entry : bundle.path("entry")) {
            String url = entry.path("request").path("url").asText();
            String type = url.substring(0, Math.max(0, url.indexOf('/')));
            if (entry.path("request").path("method").asText().equals("DELETE") && ExportOrder.isType(type)) {
                counts.merge(type, 1L, Long::sum);
            }
        }
    }
}
