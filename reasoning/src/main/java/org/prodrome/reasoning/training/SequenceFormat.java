package org.prodrome.reasoning.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.token.Tokens;

/** Sequences as bytes, big-endian, their number first. */
final class SequenceFormat {

    private SequenceFormat() {}

    static void writeAll(List<PatientSequence> sequences, DataOutputStream out) throws IOException {
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

    static List<PatientSequence> readAll(DataInputStream in) throws IOException {
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
