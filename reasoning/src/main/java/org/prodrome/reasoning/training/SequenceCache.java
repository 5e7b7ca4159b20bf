package org.prodrome.reasoning.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.timeline.DataVersion;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Keeps sequences on disk, so that training again doesn't read the export again.
 *
 * <p>A directory with {@code vocabulary.json} and {@code sequences.bin}: the key (data, settings, tables, format) as text, the
 * vocabulary's SHA-256, counts, then the sequences, big-endian. A cache of another key or beside another vocabulary is not used.
 * Holds tokens of de-identified patients: it belongs
 * where the export is.
 */
public final class SequenceCache {

    private static final int FORMAT = 4;
    private static final String VOCABULARY = "vocabulary.json";

    private final Path directory;

    public SequenceCache(Path directory) {
        this.directory = directory;
    }

    /** What decides whether a cache may be used. */
    public static String key(RecordSource source, SequenceSettings settings, Outcomes outcomes) {
        return FORMAT + " " + source.fingerprint() + " " + settings + " "
                + Long.toHexString(Split.hash(outcomes.toString())) + " " + DataVersion.hash();
    }

    /** The cached data, if there is some for this key. */
    public Optional<SequenceData> load(String key, Outcomes outcomes) {
        Path file = directory.resolve("sequences.bin");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            Path words = directory.resolve(VOCABULARY);
            if (!in.readUTF().equals(key) || !in.readUTF().equals(vocabularyHash(words))) {
                return Optional.empty();
            }
            boolean synthetic = in.readBoolean();
            int training = in.readInt();
            int tuning = in.readInt();
            int heldOut = in.readInt();
            Vocabulary vocabulary = Vocabulary.load(words);
            return Optional.of(new SequenceData(
                    vocabulary,
                    outcomes,
                    SequenceFormat.readAll(in),
                    SequenceFormat.readAll(in),
                    training,
                    tuning,
                    heldOut,
                    synthetic));
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("cache: expected sequences.bin to be readable; delete it", e);
        }
    }

    /** Replaces what was there. */
    public void save(String key, SequenceData data) {
        try {
            Files.createDirectories(directory);
            Path part = directory.resolve("sequences.part");
            Path words = directory.resolve("vocabulary.part");
            data.vocabulary().save(words);
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                out.writeUTF(key);
                out.writeUTF(vocabularyHash(words));
                out.writeBoolean(data.synthetic());
                out.writeInt(data.trainingPatients());
                out.writeInt(data.tuningPatients());
                out.writeInt(data.heldOutPatients());
                SequenceFormat.writeAll(data.training(), out);
                SequenceFormat.writeAll(data.tuning(), out);
            }
            Files.move(words, directory.resolve(VOCABULARY), StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, directory.resolve("sequences.bin"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("cache: expected a directory that can be written", e);
        }
    }

    private static String vocabularyHash(Path file) throws IOException {
        return Files.isRegularFile(file) ? Sha256.hex(Files.readAllBytes(file)) : "none";
    }
}
