package org.prodrome.reasoning.meds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.Split;

/**
 * Writes a MEDS dataset: a file of data per split, {@code metadata/} with codes, splits and the dataset's description. It is
 * made beside its place and put there whole. Memory does not grow with the number of subjects.
 */
public final class MedsDataset {
    /** The version of the standard. */
    public static final String MEDS_VERSION = "0.4.0";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Timelines timelines;
    private final Progress progress;

    /**
     * What was written.
     *
     * @param withoutBirthDate subjects of whom only what holds at all times could be written
     * @param brokenLines of the export, left out
     */
    public record Summary(long subjects, long rows, int codes, long withoutBirthDate, long brokenLines) {}

    public MedsDataset(Timelines timelines, Progress progress) {
        this.timelines = timelines;
        this.progress = progress;
    }

    /**
     * Reads the source once.
     *
     * @param out must not exist, or be empty
     * @param createdAt for the description
     */
    public Summary write(RecordSource source, Path out, String name, Instant createdAt) {
        Path whole = out.toAbsolutePath().normalize();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            requireEmpty(whole);
            delete(part);
            Files.createDirectories(part.resolve("data"));
            Files.createDirectories(part.resolve("metadata"));
            Summary summary = tables(source, part);
            describe(source, part, name, createdAt);
            Files.deleteIfExists(whole);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } catch (IOException | UncheckedIOException e) {
            throw new ReasoningException.RefusedData("--out: expected a directory that can be written", e);
        }
    }

    private static void requireEmpty(Path out) throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> there = Files.list(out)) {
                if (there.findAny().isPresent()) {
                    throw new ReasoningException.RefusedData("--out: expected a new or empty directory", null);
                }
            }
        }
    }

    private Summary tables(RecordSource source, Path part) throws IOException {
        try (var tables = new Tables(part, timelines)) {
            progress.phase("meds", source.count());
            long broken = source.forEachInOrder(record -> {
                tables.add(record);
                progress.step();
            });
            tables.finish();
            return tables.summary(broken);
        }
    }

    private static void describe(RecordSource source, Path part, String name, Instant createdAt) throws IOException {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("dataset_name", source.synthetic() ? name + " (synthetic patients)" : name);
        dataset.put("dataset_version", source.fingerprint());
        dataset.put("etl_name", "Prodrome");
        dataset.put("etl_version", "0.1.0");
        dataset.put("meds_version", MEDS_VERSION);
        dataset.put("created_at", createdAt.toString());
        dataset.put("other_extension_columns", List.of("source_code"));
        Files.write(part.resolve("metadata/dataset.json"), JSON.writeValueAsBytes(dataset));
    }

    /** What an earlier run left that did not come to its end. */
    private static void delete(Path part) throws IOException {
        if (Files.exists(part)) {
            try (Stream<Path> left = Files.walk(part)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The open files. For one thread. */
    private static final class Tables implements AutoCloseable {
        private final Path part;
        private final MedsEvents events;
        private final MedsCodes codes;
        private final Map<Split, ParquetTable<MedsRow>> data = new LinkedHashMap<>();
        private final ParquetTable<Map.Entry<Long, String>> splits;
        private final ParquetTable<Map.Entry<Long, String>> subjects;
        private long subject;
        private long rows;
        private long withoutBirthDate;

        Tables(Path part, Timelines timelines) throws IOException {
            this.part = part;
            this.events = new MedsEvents(timelines);
            this.codes = new MedsCodes(timelines);
            for (Split split : Split.values()) {
                data.put(split, ParquetTable.create(file(word(split)), MedsSchemas.DATA, MedsSchemas::data));
            }
            splits = pairs("metadata/subject_splits.parquet", MedsSchemas.SPLITS);
            subjects = pairs("metadata/subject_ids.parquet", MedsSchemas.SUBJECTS);
        }

        private Path file(String split) {
            return part.resolve("data").resolve(split + ".parquet");
        }

        private ParquetTable<Map.Entry<Long, String>> pairs(String name, MessageType schema) throws IOException {
            return ParquetTable.create(
                    part.resolve(name),
                    schema,
                    (pair, fields) -> fields.number(pair.getKey()).text(pair.getValue()));
        }

        void add(PatientRecord record) {
            try {
                subject++;
                String pseudonym = record.patient().value();
                Split split = Split.of(Split.hash(pseudonym));
                splits.add(Map.entry(subject, word(split)));
                subjects.add(Map.entry(subject, pseudonym));
                withoutBirthDate += record.demographics().birthDate() == null ? 1 : 0;
                for (MedsRow row : events.of(subject, record)) {
                    codes.used(row.code());
                    table(split).add(row);
                    rows++;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ParquetTable<MedsRow> table(Split split) {
            ParquetTable<MedsRow> table = data.get(split);
            if (table == null) {
                throw new IllegalStateException("a table for each split");
            }
            return table;
        }

        void finish() throws IOException {
            try (ParquetTable<MedsCodes.Code> table =
                    ParquetTable.create(part.resolve("metadata/codes.parquet"), MedsSchemas.CODES, MedsSchemas::code)) {
                for (MedsCodes.Code code : codes.all()) {
                    table.add(code);
                }
            }
        }

        Summary summary(long broken) {
            return new Summary(subject, rows, codes.count(), withoutBirthDate, broken);
        }

        /** The standard's names of the splits. */
        private static String word(Split split) {
            return switch (split) {
                case TRAINING -> "train";
                case TUNING -> "tuning";
                case HELD_OUT -> "held_out";
            };
        }

        @Override
        public void close() throws IOException {
            for (ParquetTable<MedsRow> table : data.values()) {
                table.close();
            }
            splits.close();
            subjects.close();
        }
    }
}
