package org.prodrome.reasoning.evaluation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Newly recorded diagnoses: where each ranking, made of what was known the day before, has them.
 *
 * @param candidates how many conditions are ranked at most
 * @param patients hash of the pseudonym, one per diagnosis
 * @param ranks by ranking ({@code model}, {@code frequency}, {@code nearest-neighbours}): place of the recorded diagnosis, 1 the
 *     first, the middle of the places of those that tie; 0 where the ranking doesn't have it, as where the model declined it or
 *     abstained. Without the model where it gives no risk of that horizon at all
 * @param amongAnswered the same among the conditions alone that the model gave a risk of; 0 also where it gave none of the recorded one
 */
record DifferentialRows(int candidates, long[] patients, Map<String, int[]> ranks, Map<String, int[]> amongAnswered) {

    static final String FREQUENCY = "frequency";
    static final String NEIGHBOURS = "nearest-neighbours";

    DifferentialRows {
        ranks = Map.copyOf(ranks);
        amongAnswered = Map.copyOf(amongAnswered);
    }

    boolean fewerPatientsThan(int least) {
        return Arrays.stream(patients).distinct().count() < least;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(candidates);
        out.writeInt(patients.length);
        for (long patient : patients) {
            out.writeLong(patient);
        }
        write(ranks, out);
        write(amongAnswered, out);
    }

    private static void write(Map<String, int[]> ranks, DataOutputStream out) throws IOException {
        out.writeInt(ranks.size());
        for (Map.Entry<String, int[]> ranking : ranks.entrySet()) {
            out.writeUTF(ranking.getKey());
            for (int rank : ranking.getValue()) {
                out.writeInt(rank);
            }
        }
    }

    /** What {@link #write} wrote. */
    static DifferentialRows read(DataInputStream in) throws IOException {
        int candidates = in.readInt();
        long[] patients = new long[in.readInt()];
        for (int i = 0; i < patients.length; i++) {
            patients[i] = in.readLong();
        }
        return new DifferentialRows(candidates, patients, ranks(in, patients.length), ranks(in, patients.length));
    }

    private static Map<String, int[]> ranks(DataInputStream in, int size) throws IOException {
        Map<String, int[]> ranks = new HashMap<>();
        int rankings = in.readInt();
        for (int r = 0; r < rankings; r++) {
            String name = in.readUTF();
            int[] of = new int[size];
            for (int i = 0; i < size; i++) {
                of[i] = in.readInt();
            }
            ranks.put(name, of);
        }
        return ranks;
    }
}
