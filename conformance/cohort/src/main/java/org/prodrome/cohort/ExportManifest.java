package org.prodrome.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ends a run: the shared resources once each, {@code export.json} in the shape of a Bulk Data manifest (HL7 Bulk Data Access 2.0,
 * "Response - Complete Status"), and {@code cohort.json}, which says how to make the cohort again. Holds no clock time: a cohort's
 * transaction time is its reference date.
 */
final class ExportManifest {
    private final CohortSettings settings;
    private final Path out;
    private final Path work;

    ExportManifest(CohortSettings settings, Path out, Path work) {
        this.settings = settings;
        this.out = out;
        this.work = work;
    }

    void write(List<PartReport> parts) throws IOException {
        List<PartFile> files = new ArrayList<>(sharedFiles());
        parts.forEach(part -> files.addAll(part.files()));
        writePlantedHash();
        Json.write(out.resolve("export.json"), bulkManifest(files));
        Json.write(out.resolve("cohort.json"), summary(parts, files));
        deleteWork();
    }

    private void writePlantedHash() throws IOException {
        if (settings.planted() != null) {
            Files.writeString(
                    Files.createDirectories(out.resolve(PartWriter.TRUTH)).resolve("planted.sha256"),
                    settings.planted().sha256() + "\n");
        }
    }

    private List<PartFile> sharedFiles() throws IOException {
        Map<String, Map<String, String>> byType = new TreeMap<>();
        for (int part = 0; part < settings.parts(); part++) {
            for (String line :
                    NdjsonFile.read(work.resolve(String.format(Locale.ROOT, "shared-%04d.ndjson.gz", part)))) {
                ResourceLine shared = Json.MAPPER.readValue(line, ResourceLine.class);
                byType.computeIfAbsent(shared.type(), t -> new TreeMap<>()).put(shared.id(), shared.json());
            }
        }
        List<PartFile> files = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> type : byType.entrySet()) {
            files.add(sharedFile(type.getKey(), type.getValue()));
        }
        return files;
    }

    private PartFile sharedFile(String type, Map<String, String> lines) throws IOException {
        Path path = out.resolve(type + ".ndjson.gz");
        try (NdjsonFile file = new NdjsonFile(path)) {
            for (String json : lines.values()) {
                file.add(json);
            }
        }
        return new PartFile(path.getFileName().toString(), type, lines.size(), Files.size(path), Sha256.hexOf(path));
    }

    private BulkManifest bulkManifest(List<PartFile> files) {
        String time = settings.referenceDate()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toString();
        List<BulkFile> output = files.stream()
                .filter(f -> !f.type().equals(PartWriter.TRUTH))
                .map(f -> new BulkFile(f.type(), f.name(), f.resources()))
                .toList();
        return new BulkManifest(time, settings.command(), false, output, List.of());
    }

    private CohortSummary summary(List<PartReport> parts, List<PartFile> files) {
        Map<String, Long> resources = new TreeMap<>();
        Map<String, String> sha256 = new LinkedHashMap<>();
        for (PartFile file : files) {
            resources.merge(file.type(), file.resources(), Long::sum);
            sha256.put(file.name(), file.sha256());
        }
        return new CohortSummary(
                "Synthetic people made by Synthea; nobody in it is real.",
                "Synthea " + SyntheaVersion.read(),
                settings.command(),
                settings,
                parts.stream().mapToInt(PartReport::patients).sum(),
                parts.stream().mapToInt(PartReport::deceased).sum(),
                OutcomeTally.sum(settings, parts),
                resources,
                sha256);
    }

    private void deleteWork() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(work)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        Files.delete(work);
    }

    record BulkManifest(
            String transactionTime,
            String request,
            boolean requiresAccessToken,
            List<BulkFile> output,
            List<BulkFile> error) {
        BulkManifest {
            output = List.copyOf(output);
            error = List.copyOf(error);
        }
    }

    record BulkFile(String type, String url, long count) {}

    record CohortSummary(
            String note,
            String generator,
            String command,
            CohortSettings settings,
            int patients,
            int deceased,
            List<OutcomeCount> outcomes,
            Map<String, Long> resources,
            Map<String, String> sha256) {
        CohortSummary {
            outcomes = List.copyOf(outcomes);
        }
    }
}
