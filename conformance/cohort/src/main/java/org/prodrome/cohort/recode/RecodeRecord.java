package org.prodrome.cohort.recode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What is said of a copy, beside it: {@code recode-report.json}, and in {@code cohort.json} where the export has one. */
final class RecodeRecord {
    private static final String COHORT = "cohort.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path out;
    private final CodeMap map;
    private final RecodeCounts counts;

    RecodeRecord(Path out, CodeMap map, RecodeCounts counts) {
        this.out = out;
        this.map = map;
        this.counts = counts;
    }

    private record Report(
            String from,
            String to,
            String source,
            String date,
            long mapped,
            long leftAsText,
            Map<String, RecodeCounts.Element> elements,
            Map<String, Long> unmapped) {}

    /** @param changed files of the copy that are not those of the export */
    void write(List<Path> changed) throws IOException {
        var report = new Report(
                map.from(),
                map.to(),
                map.source(),
                map.date().toString(),
                counts.mapped(),
                counts.leftAsText(),
                counts.elements(),
                counts.unmapped());
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(out.resolve("recode-report.json").toFile(), report);
        Path cohort = out.resolve(COHORT);
        if (Files.isRegularFile(cohort)) {
            describe(cohort, changed);
        }
    }

    private void describe(Path cohort, List<Path> changed) throws IOException {
        if (!(JSON.readTree(Files.readAllBytes(cohort)) instanceof ObjectNode description)) {
            throw new RecodeException(COHORT + ": expected an object");
        }
        description.put("recoded", "diagnoses from " + map.from() + " to " + map.to() + " by ./prodrome cohort recode");
        if (description.path("sha256") instanceof ObjectNode sums) {
            for (Path file : changed) {
                String name = String.valueOf(file.getFileName());
                if (sums.has(name)) {
                    sums.put(name, sha256(Files.readAllBytes(file)));
                }
            }
        }
        Files.write(cohort, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(description));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new RecodeException("SHA-256: expected from every Java runtime, not found", e);
        }
    }
}
