package org.prodrome.reasoning.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * All a run needs to go on after a kill: in one file, replaced atomically.
 *
 * @param step the next step
 * @param fingerprint of configuration and data; another run's checkpoint is refused
 * @param bestLoss lowest tuning loss so far
 * @param stale looks since then
 * @param weights at this step
 * @param moments of the optimiser
 * @param best weights at the lowest tuning loss
 */
record Checkpoint(
        int step,
        String fingerprint,
        double bestLoss,
        int stale,
        Map<String, float[]> weights,
        Map<String, float[]> moments,
        Map<String, float[]> best) {

    private static final int FORMAT = 0x50524f31;

    void save(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeInt(FORMAT);
                out.writeInt(step);
                out.writeUTF(fingerprint);
                out.writeDouble(bestLoss);
                out.writeInt(stale);
                write(out, weights);
                write(out, moments);
                write(out, best);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BrokenDataFile("checkpoint: could not be written", e);
        }
    }

    static Checkpoint load(Path file, String fingerprint) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORMAT) {
                throw new BrokenDataFile("checkpoint: expected a checkpoint of this version", null);
            }
            int step = in.readInt();
            String of = in.readUTF();
            if (!of.equals(fingerprint)) {
                throw new BrokenDataFile("checkpoint: expected one of the same configuration and data", null);
            }
            return new Checkpoint(step, of, in.readDouble(), in.readInt(), read(in), read(in), read(in));
        } catch (IOException e) {
            throw new BrokenDataFile("checkpoint: expected a whole checkpoint", e);
        }
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
