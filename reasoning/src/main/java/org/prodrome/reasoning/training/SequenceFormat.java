package org.prodrome.reasoning.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;

/** Sequences as bytes, big-endian, their number first. */
final class SequenceFormat {

    private static final Courses NONE = new Courses(new int[0], new float[0], new float[0], new int[0], 0, 0);

    private SequenceFormat() {}

    static void writeAll(List<PatientSequence> sequences, DataOutputStream out) throws IOException {
        out.writeInt(sequences.size());
        Courses before = NONE;
        for (PatientSequence sequence : sequences) {
            write(sequence, out);
            write(sequence.tokens().courses(), before, out);
            before = sequence.tokens().courses();
        }
    }

    /** Arrays that the sequence before has too are written once. */
    private static void write(Courses courses, Courses before, DataOutputStream out) throws IOException {
        out.writeInt(courses.length());
        out.writeInt(courses.besides());
        boolean shared = courses.sharesArraysWith(before);
        out.writeBoolean(shared);
        if (!shared) {
            out.writeInt(courses.codes().length);
            for (int i = 0; i < courses.codes().length; i++) {
                out.writeInt(courses.codes()[i]);
                out.writeFloat(courses.z()[i]);
                out.writeFloat(courses.ages()[i]);
                out.writeInt(courses.entries()[i]);
            }
        }
    }

    private static Courses readCourses(Courses before, DataInputStream in) throws IOException {
        int length = in.readInt();
        int besides = in.readInt();
        if (in.readBoolean()) {
            return new Courses(before.codes(), before.z(), before.ages(), before.entries(), length, besides);
        }
        int[] codes = new int[in.readInt()];
        float[] z = new float[codes.length];
        float[] ages = new float[codes.length];
        int[] entries = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = in.readInt();
            z[i] = in.readFloat();
            ages[i] = in.readFloat();
            entries[i] = in.readInt();
        }
        return new Courses(codes, z, ages, entries, length, besides);
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
        Courses before = NONE;
        for (int i = 0; i < count; i++) {
            PatientSequence sequence = read(in, before);
            sequences.add(sequence);
            before = sequence.tokens().courses();
        }
        return sequences;
    }

    private static PatientSequence read(DataInputStream in, Courses before) throws IOException {
        long patient = in.readLong();
        float asOfAge = in.readFloat();
        float endAge = in.readFloat();
        boolean died = in.readBoolean();
        float[] outcomeAges = new float[in.readInt()];
        for (int o = 0; o < outcomeAges.length; o++) {
            outcomeAges[o] = in.readFloat();
        }
        return new PatientSequence(patient, readTokens(in, before), asOfAge, outcomeAges, endAge, died);
    }

    private static Tokens readTokens(DataInputStream in, Courses before) throws IOException {
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
        int inTimeline = in.readInt();
        int seen = in.readInt();
        int unknown = in.readInt();
        return new Tokens(codes, bins, z, ages, entries, inTimeline, seen, unknown, readCourses(before, in));
    }
}
