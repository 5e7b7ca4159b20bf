package org.prodrome.reasoning.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.stream.IntStream;
import org.prodrome.fhir.record.Demographics;

/**
 * What the model reads: one row per token, oldest first, at most the package's window.
 *
 * <p>All arrays have the same length {@code (time)}. The first token is static (sex), at age 0. The last token is always
 * {@link Vocabulary#AS_OF}, at half a day after the start of the as-of day, so that under "events of the same time don't
 * see each other" it still sees all of that day: its state is the patient's state now. {@link Vocabulary#NO_EVENT}
 * tokens stand every five years within a longer silence. The record keeps the arrays it is given: callers must not
 * write to them.
 *
 * @param codes vocabulary ids, {@code (time)}
 * @param bins value-bin ids, 0 for "no value", {@code (time)}
 * @param z {@code clip((value - median) / IQR, -5, 5)}, 0 where there is no value, {@code (time)}
 * @param ages age in days, {@code (time)}
 * @param entries index into {@link org.prodrome.reasoning.timeline.Timeline#entries()}, -1 for tokens that stand for no event, {@code
 *     (time)}
 * @param eventsInTimeline how many dated events the timeline had
 * @param eventsSeen how many of these the tokens stand for
 * @param unknown how many tokens are the explicit UNK
 * @param courses every number of the record, those without a token too
 */
public record Tokens(
        int[] codes,
        int[] bins,
        float[] z,
        float[] ages,
        int[] entries,
        int eventsInTimeline,
        int eventsSeen,
        int unknown,
        @JsonIgnore Courses courses) {
    public Tokens {
        if (codes.length != bins.length
                || codes.length != z.length
                || codes.length != ages.length
                || codes.length != entries.length) {
            throw new IllegalArgumentException("tokens: expected arrays of one length");
        }
    }

    /** Tokens without a record behind them: their courses are their own numbers. */
    @JsonCreator
    public Tokens(
            @JsonProperty("codes") int[] codes,
            @JsonProperty("bins") int[] bins,
            @JsonProperty("z") float[] z,
            @JsonProperty("ages") float[] ages,
            @JsonProperty("entries") int[] entries,
            @JsonProperty("eventsInTimeline") int eventsInTimeline,
            @JsonProperty("eventsSeen") int eventsSeen,
            @JsonProperty("unknown") int unknown) {
        this(
                codes,
                bins,
                z,
                ages,
                entries,
                eventsInTimeline,
                eventsSeen,
                unknown,
                Courses.of(codes, bins, z, ages, entries));
    }

    /** How many dated events are read: those the tokens stand for, and those whose number is in the courses alone. */
    public int eventsRead() {
        return eventsSeen + courses.besides();
    }

    /** The same with courses in arrays that several share. */
    public Tokens sharing(Courses longer) {
        return new Tokens(codes, bins, z, ages, entries, eventsInTimeline, eventsSeen, unknown, courses.within(longer));
    }

    /**
     * Without some events; what is left out of the tokens alone is still in the courses.
     *
     * @param places of tokens
     * @param numbers places of {@link #courses}
     */
    public Tokens without(Set<Integer> places, Set<Integer> numbers) {
        int[] kept = IntStream.range(0, codes.length)
                .filter(i -> !places.contains(i))
                .toArray();
        return new Tokens(
                picked(codes, kept),
                picked(bins, kept),
                picked(z, kept),
                picked(ages, kept),
                picked(entries, kept),
                eventsInTimeline,
                eventsSeen,
                unknown,
                courses.without(numbers));
    }

    private static int[] picked(int[] array, int[] places) {
        return IntStream.of(places).map(i -> array[i]).toArray();
    }

    private static float[] picked(float[] array, int[] places) {
        float[] picked = new float[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = array[places[i]];
        }
        return picked;
    }

    /** Whether the static token says that the patient is male. */
    public boolean male() {
        return length() > 0 && codes[0] == Vocabulary.sexToken(Demographics.Sex.MALE);
    }

    /** Number of tokens. */
    public int length() {
        return codes.length;
    }
}
