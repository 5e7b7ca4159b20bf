package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class CoursesTest {

    private static final LocalDate AS_OF = LocalDate.of(2020, 1, 1);
    private static final Timelines TIMELINES = Timelines.load();
    private static final Vocabulary VOCABULARY = TestVocabularies.small(TIMELINES);
    private static final int TESTS = 40;

    private static Timeline timeline(LocalDate asOf) {
        List<ClinicalEvent> events = new ArrayList<>();
        for (int month = 1; month <= TESTS; month++) {
            events.add(lab("l" + month, "4548-4", AS_OF.minusMonths(month), "5." + month % 10, "%"));
        }
        events.add(lab("odd", "4548-4", AS_OF.minusDays(3), "5.5", "furlongs"));
        return TIMELINES.build(record("p", events.toArray(ClinicalEvent[]::new)), asOf);
    }

    private static Tokens tokens(LocalDate asOf) {
        return new Tokenizer(VOCABULARY, 8).tokenize(timeline(asOf));
    }

    @Test
    void numbersWithoutRoomInTheWindowAreInTheCoursesOldestFirst() {
        Tokens tokens = tokens(AS_OF);

        assertThat(tokens.length()).isEqualTo(8);
        assertThat(tokens.courses().length()).isEqualTo(TESTS);
        assertThat(tokens.courses().ages()).isSorted();
        assertThat(tokens.eventsRead())
                .isEqualTo(tokens.eventsSeen() + tokens.courses().besides());
        assertThat(tokens.eventsRead()).isGreaterThanOrEqualTo(TESTS).isLessThanOrEqualTo(TESTS + 1);
    }

    @Test
    void ofAModelThatReadsNoCoursesOnlyTheTokensCountAsRead() {
        Timeline timeline = timeline(AS_OF);
        Tokenizer tokensAlone = new Tokenizer(VOCABULARY, 8, false);
        Tokens tokens = tokensAlone.tokenize(timeline);

        assertThat(tokens.courses().length()).isEqualTo(5); // the sixth of the window is the one that cannot be used
        assertThat(tokens.eventsRead()).isEqualTo(tokens.eventsSeen()).isLessThan(TESTS / 2);
        assertThat(tokensAlone.allSince(timeline, tokens, false).orElseThrow())
                .isAfter(new Tokenizer(VOCABULARY, 8)
                        .allSince(timeline, tokens(AS_OF), true)
                        .orElseThrow());
    }

    @Test
    void valuesThatAreInTheCoursesAloneCountOnlyForWhoReadsThemAll() {
        Timeline timeline = timeline(AS_OF);
        Tokenizer tokenizer = new Tokenizer(VOCABULARY, 8);

        assertThat(tokenizer.allSince(timeline, tokens(AS_OF), false).orElseThrow())
                .isAfter(tokenizer.allSince(timeline, tokens(AS_OF), true).orElseThrow());
    }

    @Test
    void whereSomethingOfTheLastDayIsLeftOutThereIsNoDaySinceWhichAllIsRead() {
        ClinicalEvent[] ofToday = IntStream.range(0, TESTS)
                .mapToObj(i -> lab("t" + i, "4548-4", AS_OF, (4.0 + i / 4.0) + "", "%"))
                .toArray(ClinicalEvent[]::new);
        Timeline timeline = TIMELINES.build(record("p", ofToday), AS_OF);
        Tokenizer tokensAlone = new Tokenizer(VOCABULARY, 8, false);

        assertThat(tokensAlone.allSince(timeline, tokensAlone.tokenize(timeline), false))
                .isEmpty();
        Tokenizer roomy = new Tokenizer(VOCABULARY, 128, false);
        assertThat(roomy.allSince(timeline, roomy.tokenize(timeline), false)).contains(AS_OF);
    }

    @Test
    void aValueThatCannotBeUsedIsNoNumber() {
        Timeline timeline = timeline(AS_OF);
        Tokens tokens = tokens(AS_OF);

        for (int i = 0; i < tokens.courses().length(); i++) {
            assertThat(timeline.entries()
                            .get(tokens.courses().entries()[i])
                            .age()
                            .value())
                    .isNotEqualTo(timeline.entries().getLast().age().value());
        }
    }

    @Test
    void anEarlierDaySharesTheArraysOfALaterOneAndCountsFewerPlaces() {
        Tokens late = tokens(AS_OF);
        Tokens early = tokens(AS_OF.minusMonths(20)).sharing(late.courses());

        assertThat(early.courses().codes()).isSameAs(late.courses().codes());
        assertThat(early.courses().length()).isLessThan(late.courses().length()).isGreaterThan(0);
    }

    @Test
    void whatDoesNotBeginALongerOneKeepsItsOwn() {
        Courses own = new Courses(new int[] {8}, new float[] {1}, new float[] {10}, new int[] {0}, 1, 0);
        Courses other = new Courses(new int[] {8, 8}, new float[] {2, 1}, new float[] {10, 11}, new int[] {0, 1}, 2, 0);

        assertThat(own.within(other)).isSameAs(own);
        assertThat(other.within(own)).isSameAs(other);
    }

    @Test
    void anEarlierDaysAreThoseOfTheWholeUpToItsEnd() {
        Courses whole = tokens(AS_OF).courses();
        Tokens early = tokens(AS_OF.minusMonths(20));
        float end = early.ages()[early.length() - 1];

        assertThat(early.courses().isThatOf(whole, end)).isTrue();
        assertThat(early.courses().isThatOf(whole, end + 100)).isFalse();
        assertThat(whole.isThatOf(early.courses(), end)).isFalse();
    }

    @Test
    void whatIsLeftOutIsGoneAndTheRestStays() {
        Courses courses = new Courses(
                new int[] {8, 8, 8, 9},
                new float[] {1, 2, 3, 4},
                new float[] {1, 2, 3, 4},
                new int[] {0, 1, 2, 3},
                4,
                1);

        Courses without = courses.without(Set.of(0, 2));

        assertThat(without.entries()).containsExactly(1, 3);
        assertThat(without.z()).containsExactly(2, 4);
        assertThat(without.length()).isEqualTo(2);
    }

    @Test
    void refusesArraysOfDifferentLengths() {
        assertThatThrownBy(() -> new Courses(new int[2], new float[1], new float[2], new int[2], 1, 0))
                .hasMessageContaining("one length");
        assertThatThrownBy(() -> new Courses(new int[1], new float[1], new float[1], new int[1], 2, 0))
                .hasMessageContaining("at least 2");
    }
}
