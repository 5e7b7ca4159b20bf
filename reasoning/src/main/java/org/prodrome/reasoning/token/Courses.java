package org.prodrome.reasoning.token;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Every usable number of a record up to a day, oldest first, whether or not it became a token: a window has room for a few values
 * of each analyte, and what an analyte has always been takes many.
 *
 * <p>Only the first {@code length} places count: sequences of one patient share the arrays of the longest. The record keeps the
 * arrays it is given: callers must not write to them, nor read beyond {@code length}.
 *
 * @param codes vocabulary ids
 * @param z as in {@link Tokens}
 * @param ages age in days
 * @param entries index into the timeline's entries, -1 for made-up ones
 * @param length how many of them there are
 * @param besides how many timeline entries have their number here and no token
 */
public record Courses(int[] codes, float[] z, float[] ages, int[] entries, int length, int besides) {

    public Courses {
        if (length > codes.length
                || codes.length != z.length
                || codes.length != ages.length
                || codes.length != entries.length) {
            throw new IllegalArgumentException("courses: expected arrays of one length, at least " + length);
        }
    }

    /** Those of the tokens themselves, for tokens without a record behind them. */
    static Courses of(int[] codes, int[] bins, float[] z, float[] ages, int[] entries) {
        int[] places = IntStream.range(0, codes.length).filter(i -> bins[i] > 0).toArray();
        return picked(codes, z, ages, entries, places, 0);
    }

    /** The timeline entries whose numbers these are. */
    IntStream entriesRead() {
        return Arrays.stream(entries, 0, length);
    }

    /** Without some places. */
    Courses without(Set<Integer> places) {
        int[] kept = IntStream.range(0, length).filter(i -> !places.contains(i)).toArray();
        return picked(codes, z, ages, entries, kept, besides);
    }

    private static Courses picked(int[] codes, float[] z, float[] ages, int[] entries, int[] places, int besides) {
        int[] pickedCodes = new int[places.length];
        float[] pickedZ = new float[places.length];
        float[] pickedAges = new float[places.length];
        int[] pickedEntries = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            pickedCodes[i] = codes[places[i]];
            pickedZ[i] = z[places[i]];
            pickedAges[i] = ages[places[i]];
            pickedEntries[i] = entries[places[i]];
        }
        return new Courses(pickedCodes, pickedZ, pickedAges, pickedEntries, places.length, besides);
    }

    /** The same in the arrays of a longer one, where that one begins with it; else itself. */
    public Courses within(Courses longer) {
        boolean begins = length <= longer.length
                && Arrays.equals(codes, 0, length, longer.codes, 0, length)
                && Arrays.equals(z, 0, length, longer.z, 0, length)
                && Arrays.equals(ages, 0, length, longer.ages, 0, length)
                && Arrays.equals(entries, 0, length, longer.entries, 0, length);
        return begins ? new Courses(longer.codes, longer.z, longer.ages, longer.entries, length, besides) : this;
    }

    /** Whether these are the numbers of a longer one up to an age, and all of them. */
    public boolean isThatOf(Courses whole, float end) {
        return length <= whole.length
                && Arrays.equals(codes, 0, length, whole.codes, 0, length)
                && Arrays.equals(z, 0, length, whole.z, 0, length)
                && Arrays.equals(ages, 0, length, whole.ages, 0, length)
                && (length == whole.length || whole.ages[length] >= end);
    }

    /** Whether both are of the very same arrays. */
    @SuppressWarnings("ReferenceEquality") // asked is whether memory is shared, not whether it is alike
    public boolean sharesArraysWith(Courses other) {
        return codes == other.codes && z == other.z && ages == other.ages && entries == other.entries;
    }
}
