package org.prodrome.reasoning.training;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * All a run needs to go on after a kill: in one file with its SHA-256 at the end, replaced atomically.
 *
 * @param step the next step
 * @param fingerprint of configuration and data; another run's checkpoint is refused
 * @param bestLoss lowest tuning loss so far
 * @param stale looks since then
 * @param sums of the losses since the last look
 * @param weights at this step
 * @param moments of the optimiser
 * @param best weights at the lowest tuning loss
 */
record Checkpoint(
        int step,
        String fingerprint,
        double bestLoss,
        int stale,
        LossSums sums,
        Map<String, float[]> weights,
        Map<String, float[]> moments,
        Map<String, float[]> best) {

    private static final int FORMAT = 0x50524f33;
    private static final int DIGEST_BYTES = 32;

    void save(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileOutputStream disk = new FileOutputStream(part.toFile());
                    DigestOutputStream digest = new DigestOutputStream(new BufferedOutputStream(disk), Sha256.start());
                    DataOutputStream out = new DataOutputStream(digest)) {
                write(out);
                out.write(digest.getMessageDigest().digest());
                out.flush();
                disk.getFD().sync();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BrokenDataFile(file.getFileName() + ": could not be written", e);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(step);
        out.writeUTF(fingerprint);
        out.writeDouble(bestLoss);
        out.writeInt(stale);
        out.writeDouble(sums.nextEvent());
        out.writeDouble(sums.risk());
        out.writeInt(sums.steps());
        write(out, weights);
        write(out, moments);
        write(out, best);
    }

    /** What a run that starts anew does first: an older run's checkpoint is not its own. */
    static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BrokenDataFile(file.getFileName() + ": could not be deleted", e);
        }
    }

    /** Refuses by file, reason and what to do: one cut short or changed, one of another version, one of another run. */
    static Checkpoint load(Path file, String fingerprint) {
        byte[] bytes = whole(file);
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - DIGEST_BYTES))) {
            if (in.readInt() != FORMAT) {
                throw refused(file, "expected a checkpoint of this version", null);
            }
            int step = in.readInt();
            String of = in.readUTF();
            if (!of.equals(fingerprint)) {
                throw refused(file, "expected one of the same configuration and data", null);
            }
            double bestLoss = in.readDouble();
            int stale = in.readInt();
            LossSums sums = new LossSums(in.readDouble(), in.readDouble(), in.readInt());
            return new Checkpoint(step, of, bestLoss, stale, sums, read(in), read(in), read(in));
        } catch (IOException e) {
            throw refused(file, "expected a whole checkpoint", e);
        }
    }

    private static byte[] whole(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - DIGEST_BYTES;
            MessageDigest digest = Sha256.start();
            digest.update(bytes, 0, Math.max(0, length));
            if (length < 0
                    || !MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, length, bytes.length))) {
                throw refused(file, "expected a whole checkpoint, got one cut short or changed", null);
            }
            return bytes;
        } catch (IOException e) {
            throw refused(file, "could not be read", e);
        }
    }

    private static BrokenDataFile refused(Path file, String reason, @Nullable Exception cause) {
        return new BrokenDataFile(
                file.getFileName() + ": " + reason + "; train without --resume to start anew, or with another --out",
                cause);
    }

    private static void write(DataOutputStream out, Map<String, float[]> arrays) throws IOException {
        out.writeInt(arrays.size());
        for (Map.Entry<String, float[]> array : arrays.entrySet()) {
            out.writeUTF(array.getKey());
            out.writeInt(array.getValue().length);
            ByteBuffer bytes = ByteBuffer.allocate(array.getValue().length * Float.BYTES);
            bytes.asFloatBuffer().put(array.getValue());
            out.write(bytes.array());
        }
    }

    private static Map<String, float[]> read(DataInputStream in) throws IOException {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            float[] array = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(array.length * Float.BYTES))
                    .asFloatBuffer()
                    .get(array);
            arrays.put(name, array);
        }
        return arrays;
    }
}
