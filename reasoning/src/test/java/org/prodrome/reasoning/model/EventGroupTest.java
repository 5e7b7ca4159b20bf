package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import org.prodrome.reasoning.training.TestTimelines;

class EventGroupTest {

    private static final int SEX = 4;
    private static final int LAB = 8;
    private static final int NOISE = 9;

    private final Timeline timeline = TestTimelines.usual(40);
    private final int[] labs = entries("lab");
    private final int noise = IntStream.range(0, timeline.entries().size())
            .filter(i -> !timeline.entries().get(i).concept().equals("lab"))
            .findFirst()
            .orElseThrow();

    @Test
    void anAnalyteWithNumbersAndNoTokenIsAGroupToo() {
        List<EventGroup> groups = EventGroup.of(timeline, tokens(false));

        assertThat(groups)
                .extracting(EventGroup::concept)
                .containsExactly(timeline.entries().get(noise).concept(), "lab");
        EventGroup lab = groups.getLast();
        assertThat(lab.places()).isEmpty();
        assertThat(lab.numbers()).containsExactly(0, 1);
        assertThat(lab.code(tokens(false), labs[1])).isEqualTo(LAB);
        assertThat(lab.entries(tokens(false))).containsExactly(labs[1], labs[0]);
    }

    @Test
    void aTokenStandsWithTheOtherNumbersOfItsConcept() {
        Tokens tokens = tokens(true);
        EventGroup lab = EventGroup.of(timeline, tokens).getLast();

        assertThat(lab.places()).containsExactly(2);
        assertThat(lab.entries(tokens)).containsExactly(labs[1], labs[0]);
        Tokens without = lab.leftOutOf(tokens);
        assertThat(without.codes()).containsExactly(SEX, NOISE, Vocabulary.AS_OF);
        assertThat(without.courses().length()).isZero();
    }

    @Test
    void severalAreLeftOutAtOnce() {
        Tokens tokens = tokens(true);

        Tokens without = EventGroup.leftOutOf(tokens, EventGroup.of(timeline, tokens));

        assertThat(without.codes()).containsExactly(SEX, Vocabulary.AS_OF);
        assertThat(without.courses().length()).isZero();
        assertThat(EventGroup.leftOutOf(tokens, List.of()).codes()).isEqualTo(tokens.codes());
    }

    private int[] entries(String concept) {
        return IntStream.range(0, timeline.entries().size())
                .filter(i -> timeline.entries().get(i).concept().equals(concept))
                .toArray();
    }

    /** A noise with a token; two numbers of the lab, of which the newer may have one. */
    private Tokens tokens(boolean labToo) {
        Courses courses = new Courses(
                new int[] {LAB, LAB},
                new float[] {1, 2},
                new float[] {20_000, 20_100},
                new int[] {labs[0], labs[1]},
                2,
                labToo ? 1 : 2);
        int[] codes = labToo ? new int[] {SEX, NOISE, LAB, Vocabulary.AS_OF} : new int[] {SEX, NOISE, Vocabulary.AS_OF};
        int[] bins = labToo ? new int[] {0, 0, 5, 0} : new int[3];
        float[] z = labToo ? new float[] {0, 0, 2, 0} : new float[3];
        float[] ages = labToo ? new float[] {0, 19_000, 20_100, 20_199.5f} : new float[] {0, 19_000, 20_199.5f};
        int[] entries = labToo ? new int[] {-1, noise, labs[1], -1} : new int[] {-1, noise, -1};
        return new Tokens(codes, bins, z, ages, entries, 3, labToo ? 2 : 1, 0, courses);
    }
}
