package org.prodrome.reasoning.evaluation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Verdict.Kind;

/**
 * What the model's conformal sets said of rows, by outcome and horizon.
 *
 * <p>The kinds are those that the model answered with: nothing is decided here. What is neither likely nor unlikely is
 * undetermined.
 */
final class VerdictKinds {

    private record Key(String outcome, int horizonDays) {}

    private record Decided(BitSet likely, BitSet unlikely) {
        Kind at(int row) {
            return likely.get(row) ? Kind.LIKELY : unlikely.get(row) ? Kind.UNLIKELY : Kind.UNDETERMINED;
        }
    }

    private final Map<Key, Decided> decided = new LinkedHashMap<>();

    /** What was said of a row with a risk. */
    void add(int row, Risk risk) {
        switch (risk.verdict().kind()) {
            case LIKELY -> of(risk).likely().set(row);
            case UNLIKELY -> of(risk).unlikely().set(row);
            case UNDETERMINED -> {}
        }
    }

    private Decided of(Risk risk) {
        return decided.computeIfAbsent(
                new Key(risk.outcome().id(), risk.horizonDays()), key -> new Decided(new BitSet(), new BitSet()));
    }

    /** One per row, all of which have a risk; null where every one of these is undetermined, as without conformal sets. */
    Kind @Nullable [] at(String outcome, int horizonDays, int[] rows) {
        Decided own = decided.get(new Key(outcome, horizonDays));
        Kind[] kinds =
                own == null ? null : Arrays.stream(rows).mapToObj(own::at).toArray(Kind[]::new);
        return kinds == null || Arrays.stream(kinds).allMatch(kind -> kind == Kind.UNDETERMINED) ? null : kinds;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(decided.size());
        for (Map.Entry<Key, Decided> each : decided.entrySet()) {
            out.writeUTF(each.getKey().outcome());
            out.writeInt(each.getKey().horizonDays());
            write(each.getValue().likely(), out);
            write(each.getValue().unlikely(), out);
        }
    }

    private static void write(BitSet rows, DataOutputStream out) throws IOException {
        byte[] bytes = rows.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** What {@link #write} wrote. */
    void read(DataInputStream in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            Key key = new Key(in.readUTF(), in.readInt());
            decided.put(key, new Decided(rows(in), rows(in)));
        }
    }

    private static BitSet rows(DataInputStream in) throws IOException {
        return BitSet.valueOf(in.readNBytes(in.readInt()));
    }
}
