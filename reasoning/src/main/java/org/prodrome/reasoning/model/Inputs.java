package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A batch of rows in the network's form: events from the left, padding, then the as-of places at the right.
 *
 * <p>Not thread-safe. Arrays are {@code (batch, time)} flattened.
 */
public final class Inputs {

    /** The one input that tells of values without a token too, see {@link #changes}. */
    static final String CHANGES = "changes";

    /** Names of the network's inputs. */
    static final Set<String> NAMES = Set.of("codes", "bins", "values", Inputs.CHANGES, "ages", "gaps", "reads");

    /** Those that every network must take; one of another make may do without the changes, which follow from the values. */
    static final Set<String> NEEDED = Set.of("codes", "bins", "values", "ages", "gaps", "reads");

    /** Those of them that are int32; the others are float32. */
    static final Set<String> WHOLE_NUMBERS = Set.of("codes", "bins", "reads");

    /** What an as-of token's age has beyond its day, so that it sees that whole day. */
    private static final float AFTER_THE_DAY = 0.5f;

    private final int batch;
    private final int time;
    private final int reads;
    private final int[] codes;
    private final int[] bins;
    private final float[] values;
    private final float[] changes;
    private final float[] ages;
    private final float[] gaps;

    /** All padding at first. */
    public Inputs(int batch, int time, int reads) {
        this.batch = batch;
        this.time = time;
        this.reads = reads;
        codes = new int[batch * time];
        bins = new int[batch * time];
        values = new float[batch * time];
        changes = new float[batch * time];
        ages = new float[batch * time];
        gaps = new float[batch * time];
        Arrays.fill(ages, Network.NEVER);
    }

    /** One row of an as-of token alone: nobody's, to run a network once before a patient is asked for. */
    static Inputs ofNoEvents(int time) {
        Inputs inputs = new Inputs(1, time, 1);
        int[] asOf = {Vocabulary.AS_OF};
        inputs.put(0, new Tokens(asOf, new int[1], new float[1], new float[] {AFTER_THE_DAY}, new int[] {-1}, 0, 0, 0));
        return inputs;
    }

    /** One row with one read, at the tokens' own as-of token. */
    public void put(int row, Tokens tokens) {
        put(row, tokens, new float[] {tokens.ages()[tokens.length() - 1] - AFTER_THE_DAY});
    }

    /**
     * Fills a row.
     *
     * @param tokens the last must be the as-of token; it is replaced by the reads
     * @param days ages in whole days to read at, one per read
     */
    public void put(int row, Tokens tokens, float[] days) {
        int events = tokens.length() - 1;
        if (events + reads > time || days.length != reads || tokens.codes()[events] != Vocabulary.AS_OF) {
            throw new IllegalArgumentException("tokens: expected an as-of token at the end and at most "
                    + (time - reads) + " others, got " + events);
        }
        int at = row * time;
        System.arraycopy(tokens.codes(), 0, codes, at, events);
        System.arraycopy(tokens.bins(), 0, bins, at, events);
        System.arraycopy(tokens.z(), 0, values, at, events);
        System.arraycopy(tokens.ages(), 0, ages, at, events);
        System.arraycopy(changes(tokens, events), 0, changes, at, events);
        for (int i = 0; i < events; i++) {
            gaps[at + i] = gap(tokens.ages(), i, tokens.ages()[i]);
        }
        for (int r = 0; r < reads; r++) {
            int place = at + time - reads + r;
            codes[place] = Vocabulary.AS_OF;
            ages[place] = days[r] + AFTER_THE_DAY;
            gaps[place] = gap(tokens.ages(), events, ages[place]);
        }
    }

    /** What boosted trees read at a day that the tokens are read at, see {@link #put(int, Tokens, float[])}. */
    static float[] row(PatientTable table, Tokens tokens, float day) {
        return table.row(tokens, day + AFTER_THE_DAY);
    }

    /**
     * Per token its value less the mean of the values that its code had on earlier days, in the whole record and not in the window
     * alone; 0 for the first and without a value. Tokens stand in the order of the courses.
     */
    private static float[] changes(Tokens tokens, int events) {
        Courses all = tokens.courses();
        Map<Integer, Course> byCode = new HashMap<>();
        float[] changes = new float[events];
        int next = 0;
        for (int i = 0; i < events; i++) {
            boolean found = tokens.bins()[i] == 0;
            while (!found && next < all.length()) {
                float change = byCode.computeIfAbsent(all.codes()[next], code -> new Course())
                        .change(all.z()[next], all.ages()[next]);
                found = isAt(all, next++, tokens, i);
                changes[i] = found ? change : 0;
            }
            if (!found) {
                throw new IllegalArgumentException("tokens: expected every value among the courses, in their order");
            }
        }
        return changes;
    }

    private static boolean isAt(Courses all, int place, Tokens tokens, int token) {
        return all.codes()[place] == tokens.codes()[token]
                && all.ages()[place] == tokens.ages()[token]
                && all.z()[place] == tokens.z()[token];
    }

    /** Days since the last of the first {@code events} tokens that is strictly earlier; 0 when none is. */
    private static float gap(float[] ages, int events, float age) {
        for (int i = events - 1; i >= 0; i--) {
            if (ages[i] < age) {
                return age - ages[i];
            }
        }
        return 0;
    }

    public int batch() {
        return batch;
    }

    public int time() {
        return time;
    }

    public int reads() {
        return reads;
    }

    /** The tensors to feed, by input name; the caller closes them. */
    public Map<String, Tensor> tensors() {
        return Map.of(
                "codes",
                ints(codes),
                "bins",
                ints(bins),
                "values",
                floats(values),
                CHANGES,
                floats(changes),
                "ages",
                floats(ages),
                "gaps",
                floats(gaps),
                "reads",
                TInt32.scalarOf(reads));
    }

    /** The same, for who computes with them elsewhere. */
    public Map<String, PlainTensor> plain() {
        Map<String, Tensor> tensors = tensors();
        Map<String, PlainTensor> plain = new TreeMap<>();
        tensors.forEach((name, tensor) -> plain.put(name, PlainTensor.of(tensor)));
        close(tensors.values());
        return plain;
    }

    /** Closes tensors of {@link #tensors}. */
    public static void close(Iterable<? extends Tensor> tensors) {
        tensors.forEach(Tensor::close);
    }

    private Tensor ints(int[] array) {
        return TInt32.tensorOf(Shape.of(batch, time), DataBuffers.of(array, true, false));
    }

    private Tensor floats(float[] array) {
        return TFloat32.tensorOf(Shape.of(batch, time), DataBuffers.of(array, true, false));
    }

    /** The smallest bucket that holds a length; the largest when none does. */
    public static int bucket(List<Integer> buckets, int length) {
        return buckets.stream().filter(b -> b >= length).findFirst().orElse(buckets.getLast());
    }
}
