package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.CharConversionException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.training.FollowUp;

/**
 * Keeps rows with everyone's answers, so that figures, or an oracle's answers, cost no second reading of the data.
 *
 * <p>The key (data, models, settings) as text, then the sites, big-endian. Holds hashes of pseudonyms and labels: it belongs where the
 * export is.
 */
final class SitesFile {

    private static final String FORMAT = "rows-5 ";
    private static final SparseRow NO_FEATURES = new SparseRow(new int[0], new float[0]);
    private static final ObjectMapper JSON = new ObjectMapper();

    private SitesFile() {}

    static Optional<List<ScoredSite>> load(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return in.readUTF().equals(FORMAT + key) ? Optional.of(list(in, SitesFile::site)) : Optional.empty();
        } catch (IOException e) {
            throw new ReasoningException.RefusedData(
                    "rows: expected " + file.getFileName() + " to be readable; delete it", e);
        }
    }

    static void save(Path file, String key, List<ScoredSite> sites) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, to -> {
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to, 1 << 16));
                out.writeUTF(FORMAT + key);
                list(sites, out, SitesFile::site);
                out.flush();
            });
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("rows: expected a directory that can be written", e);
        }
    }

    private record KeptExplanations(String key, ExplanationRows rows) {}

    static void saveExplanations(Path file, String key, ExplanationRows rows) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, out -> JSON.writeValue(out, new KeptExplanations(FORMAT + key, rows)));
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("explanations: expected a directory that can be written", e);
        }
    }

    /** Empty where there are none, or of another key, or torn: an evaluation has figures without them. */
    static Optional<ExplanationRows> loadExplanations(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            KeptExplanations kept = JSON.readValue(file.toFile(), KeptExplanations.class);
            return kept.key().equals(FORMAT + key) ? Optional.of(kept.rows()) : Optional.empty();
        } catch (JsonProcessingException | CharConversionException torn) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ReasoningException.RefusedData(
                    "explanations: expected " + file.getFileName() + " to be readable; delete it", e);
        }
    }

    private interface Writer<T> {
        void write(T item, DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> void list(List<T> items, DataOutputStream out, Writer<T> writer) throws IOException {
        out.writeInt(items.size());
        for (T item : items) {
            writer.write(item, out);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
        int size = in.readInt();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(reader.read(in));
        }
        return items;
    }

    private static void site(ScoredSite site, DataOutputStream out) throws IOException {
        out.writeUTF(site.name());
        rows(site.tuning(), out);
        rows(site.heldOut(), out);
        DifferentialRows differential = site.differential();
        out.writeBoolean(differential != null);
        if (differential != null) {
            differential.write(out);
        }
        list(site.remarks(), out, SitesFile::remarks);
    }

    private static ScoredSite site(DataInputStream in) throws IOException {
        return new ScoredSite(
                in.readUTF(),
                rows(in),
                rows(in),
                in.readBoolean() ? DifferentialRows.read(in) : null,
                list(in, SitesFile::remarks));
    }

    private static void remarks(ScoredSite.Remarks remarks, DataOutputStream out) throws IOException {
        list(List.copyOf(remarks.silent().entrySet()), out, (entry, to) -> {
            to.writeUTF(entry.getKey());
            to.writeUTF(entry.getValue());
        });
        String published = remarks.published();
        out.writeBoolean(published != null);
        if (published != null) {
            out.writeUTF(published);
        }
    }

    private static ScoredSite.Remarks remarks(DataInputStream in) throws IOException {
        Map<String, String> silent = new HashMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            silent.put(in.readUTF(), in.readUTF());
        }
        return new ScoredSite.Remarks(silent, in.readBoolean() ? in.readUTF() : null);
    }

    private static void rows(Rows rows, DataOutputStream out) throws IOException {
        Questions questions = rows.answers().questions();
        list(questions.outcomes(), out, (outcome, to) -> {
            to.writeUTF(outcome.id());
            to.writeUTF(outcome.name());
        });
        list(questions.horizons(), out, (horizon, to) -> to.writeInt(horizon));
        list(rows.all(), out, SitesFile::row);
        rows.answers().write(out, JSON);
    }

    private static Rows rows(DataInputStream in) throws IOException {
        Questions questions = new Questions(
                list(in, from -> new Outcome(from.readUTF(), from.readUTF())), list(in, DataInputStream::readInt));
        Rows rows = new Rows(questions);
        Map<Long, FollowUp> lives = new HashMap<>();
        Map<String, String> races = new HashMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            FollowUp life = life(in);
            FollowUp shared = lives.computeIfAbsent(life.patient(), patient -> life);
            int age = in.readInt();
            rows.add(new IndexRow(shared, age, races.computeIfAbsent(in.readUTF(), race -> race)), NO_FEATURES);
        }
        rows.take();
        rows.answers().read(in, JSON);
        return rows;
    }

    private static void row(IndexRow row, DataOutputStream out) throws IOException {
        FollowUp life = row.life();
        out.writeLong(life.patient());
        out.writeLong(life.birth().toEpochDay());
        out.writeUTF(life.sex().name());
        out.writeInt(life.firstAge());
        out.writeInt(life.endAge());
        out.writeBoolean(life.died());
        out.writeInt(life.outcomeAges().length);
        for (float age : life.outcomeAges()) {
            out.writeFloat(age);
        }
        out.writeInt(row.age());
        out.writeUTF(row.race());
    }

    private static FollowUp life(DataInputStream in) throws IOException {
        long patient = in.readLong();
        LocalDate birth = LocalDate.ofEpochDay(in.readLong());
        Demographics.Sex sex = Demographics.Sex.valueOf(in.readUTF());
        int first = in.readInt();
        int end = in.readInt();
        boolean died = in.readBoolean();
        float[] outcomes = new float[in.readInt()];
        for (int o = 0; o < outcomes.length; o++) {
            outcomes[o] = in.readFloat();
        }
        return new FollowUp(patient, birth, sex, first, end, died, outcomes, new int[0]);
    }
}
