package org.prodrome.reasoning.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Keeps sequences on disk, so that training again doesn't read the export again.
 *
 * <p>A directory with {@code vocabulary.json} and {@code sequences.bin}: the key (data, settings, format) as text, counts,
 * then the sequences, big-endian. A cache of another key is not used. Holds tokens of de-identified patients: it belongs
 * where the export is.
 */
public final class SequenceCache {

    private static final int FORMAT = 2;

    private final Path directory;

    public SequenceCache(Path directory) {
        this.directory = directory;
    }

    /** What decides whether a cache may be used. */
    public static String key(RecordSource source, SequenceSettings settings, Outcomes outcomes) {
        return FORMAT + " " + source.fingerprint() + " " + settings + " "
                + Long.toHexString(Split.hash(outcomes.toString()));
    }

    /** The cached data, if there is some for this key. */
    public Optional<SequenceData> load(String key, Outcomes outcomes) {
        Path file = directory.resolve("sequences.bin");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!in.readUTF().equals(key)) {
                return Optional.empty();
            }
            boolean synthetic = in.readBoolean();
            int training = in.readInt();
            int tuning = in.readInt();
            int heldOut = in.readInt();
            Vocabulary vocabulary = Vocabulary.load(directory.resolve("vocabulary.json"));
            return Optional.of(new SequenceData(
                    vocabulary, outcomes, readAll(in), readAll(in), training, tuning, heldOut, synthetic));
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("cache: expected sequences.bin to be readable; delete it", e);
        }
    }

    /** Replaces what was there. */
    public void save(String key, SequenceData data) {
        try {
            Files.createDirectories(directory);
            Path part = directory.resolve("sequences.part");
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                out.writeUTF(key);
                out.writeBoolean(data.synthetic());
                out.writeInt(data.trainingPatients());
                out.writeInt(data.tuningPatients());
                out.writeInt(data.heldOutPatients());
                writeAll(data.training(), out);
                writeAll(data.tuning(), out);
            }
            data.vocabulary().save(directory.resolve("vocabulary.json"));
            Files.move(part, directory.resolve("sequences.bin"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("cache: expected a directory that can be written", e);
        }
    }

    private static void writeAll(List<PatientSequence> sequences, DataOutputStream out) throws IOException {
        out.writeInt(sequences.size());
        for (PatientSequence sequence : sequences) {
            write(sequence, out);
        }
    }

    private static void write(PatientSequence sequence, DataOutputStream out) throws IOException {
        out.writeLong(sequence.patient());
        out.writeFloat(sequence.asOfAge());
        out.writeFloat(sequence.endAge());
        out.writeBoolean(sequence.died());
        out.writeInt(sequence.outcomeAges().length);
        for (float age : sequence.outcomeAges()) {
            out.writeFloat(age);
        }
        Tokens tokens = sequence.tokens();
        out.writeInt(tokens.length());
        for (int i = 0; i < tokens.length(); i++) {
            out.writeInt(tokens.codes()[i]);
            out.writeInt(tokens.bins()[i]);
            out.writeFloat(tokens.z()[i]);
            out.writeFloat(tokens.ages()[i]);
            out.writeInt(tokens.entries()[i]);
        }
        out.writeInt(tokens.eventsInTimeline());
        out.writeInt(tokens.eventsSeen());
        out.writeInt(tokens.unknown());
    }

    private static List<PatientSequence> readAll(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<PatientSequence> sequences = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sequences.add(read(in));
        }
        return sequences;
    }

    private static PatientSequence read(DataInputStream in) throws IOException {
        long patient = in.readLong();
        float asOfAge = in.readFloat();
        float endAge = in.readFloat();
        boolean died = in.readBoolean();
        float[] outcomeAges = new float[in.readInt()];
        for (int o = 0; o < outcomeAges.length; o++) {
            outcomeAges[o] = in.readFloat();
        }
        return new PatientSequence(patient, readTokens(in), asOfAge, outcomeAges, endAge, died);
    }

    private static Tokens readTokens(DataInputStream in) throws IOException {
        int length = in.readInt();
        int[] codes = new int[length];
        int[] bins = new int[length];
        float[] z = new float[length];
        float[] ages = new float[length];
        int[] entries = new int[length];
        for (int i = 0; i < length; i++) {
            codes[i] = in.readInt();
            bins[i] = in.readInt();
            z[i] = in.readFloat();
            ages[i] = in.readFloat();
            entries[i] = in.readInt();
        }
        return new Tokens(codes, bins, z, ages, entries, in.readInt(), in.readInt(), in.readInt());
    }
}
