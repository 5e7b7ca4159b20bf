package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.issued;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.order;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class TokenizerPropertiesTest {

    private static final LocalDate AS_OF = LocalDate.of(2020, 1, 1);
    private static final String EGFR = "mL/min/{1.73_m2}";
    private static final Timelines TIMELINES = Timelines.load();
    private static final Vocabulary VOCABULARY = TestVocabularies.small(TIMELINES);

    private static Timeline timeline(List<ClinicalEvent> events) {
        return TIMELINES.build(record("p", events.toArray(ClinicalEvent[]::new)), AS_OF);
    }

    private static Tokens tokens(List<ClinicalEvent> events, int window) {
        return new Tokenizer(VOCABULARY, window).tokenize(timeline(events));
    }

    @Provide
    Arbitrary<List<ClinicalEvent>> events() {
        Arbitrary<LocalDate> days = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 25_000).map(BIRTH::plusDays),
                Arbitraries.integers().between(-2_000, 2_000).map(AS_OF::plusDays));
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> ids = Arbitraries.integers().between(0, 1_000_000);
        Arbitrary<Double> numbers = Arbitraries.doubles().between(4, 12).ofScale(1);
        return Combinators.combine(days, kinds, ids, numbers)
                .as(TokenizerPropertiesTest::event)
                .list()
                .ofMaxSize(120);
    }

    private static ClinicalEvent event(LocalDate day, int kind, int id, double number) {
        return switch (kind) {
            case 0 -> lab("l" + id, "4548-4", day, Double.toString(number), "%");
            case 1 -> diagnosis("d" + id, id % 2 == 0 ? "44054006" : "59621000", day);
            case 2 -> order("o" + id, day, "active", "order", id % 2 == 0 ? "6809" : "29046");
            case 3 -> visit("v" + id, day);
            case 4 -> issued(lab("r" + id, "33914-3", day, Double.toString(8 * number), EGFR), day.plusDays(id % 400));
            default -> diagnosis("u" + id, "123456789", day);
        };
    }

    @Property(tries = 200)
    void seesNothingAfterTheAsOfDay(@ForAll("events") List<ClinicalEvent> events) {
        List<ClinicalEvent> past = events.stream()
                .filter(event -> !EventDays.known(event).orElseThrow().isAfter(AS_OF))
                .toList();
        assertSame(tokens(events, 64), tokens(past, 64));
    }

    @Property(tries = 200)
    void doesNotDependOnTheOrderOfTheSource(@ForAll("events") List<ClinicalEvent> events, @ForAll long seed) {
        List<ClinicalEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        assertSame(tokens(events, 64), tokens(shuffled, 64));
    }

    @Property(tries = 200)
    void staysWithinTheWindowAndEndsWithTheAsOfToken(
            @ForAll("events") List<ClinicalEvent> events, @ForAll @IntRange(min = 8, max = 80) int window) {
        Tokens tokens = tokens(events, window);
        assertThat(tokens.length()).isBetween(2, window);
        assertThat(tokens.codes()[tokens.length() - 1]).isEqualTo(Vocabulary.AS_OF);
        assertThat(tokens.eventsSeen()).isLessThanOrEqualTo(tokens.eventsInTimeline());
        float[] sorted = tokens.ages().clone();
        Arrays.sort(sorted);
        assertThat(tokens.ages()).isEqualTo(sorted);
    }

    @Property(tries = 200)
    void eachTokenPointsBackToAnEntryOfItsConceptAndAge(@ForAll("events") List<ClinicalEvent> events) {
        Timeline timeline = timeline(events);
        Tokens tokens = new Tokenizer(VOCABULARY, 64).tokenize(timeline);
        for (int i = 0; i < tokens.length(); i++) {
            if (tokens.entries()[i] >= 0) {
                var entry = timeline.entries().get(tokens.entries()[i]);
                assertThat(tokens.ages()[i]).isEqualTo(entry.age().value());
                int expected = VOCABULARY.index().getOrDefault(entry.concept(), Vocabulary.UNKNOWN);
                assertThat(tokens.codes()[i]).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 100)
    void losesTheTokenOfAnEventThatIsTakenAway(@ForAll("events") List<ClinicalEvent> events) {
        ClinicalEvent extra = lab("extra", "2345-7", AS_OF.minusDays(3), "99", "mg/dL");
        List<ClinicalEvent> more = new ArrayList<>(events);
        more.add(extra);
        int glucose = VOCABULARY.index().getOrDefault("lab/glucose", Vocabulary.UNKNOWN);
        assertThat(tokens(more, 300).codes()).contains(glucose);
        assertThat(tokens(events, 300).codes()).doesNotContain(glucose);
    }

    private static void assertSame(Tokens one, Tokens other) {
        assertThat(one.codes()).isEqualTo(other.codes());
        assertThat(one.bins()).isEqualTo(other.bins());
        assertThat(one.z()).isEqualTo(other.z());
        assertThat(one.ages()).isEqualTo(other.ages());
        assertThat(one.entries()).isEqualTo(other.entries());
        assertThat(one.eventsInTimeline()).isEqualTo(other.eventsInTimeline());
        assertThat(one.eventsSeen()).isEqualTo(other.eventsSeen());
        assertThat(one.unknown()).isEqualTo(other.unknown());
        Courses read = one.courses();
        Courses others = other.courses();
        assertThat(read.length()).isEqualTo(others.length());
        assertThat(read.besides()).isEqualTo(others.besides());
        assertThat(first(read, read.codes())).isEqualTo(first(others, others.codes()));
        assertThat(first(read, read.entries())).isEqualTo(first(others, others.entries()));
        assertThat(Arrays.copyOf(read.z(), read.length())).isEqualTo(Arrays.copyOf(others.z(), others.length()));
        assertThat(Arrays.copyOf(read.ages(), read.length())).isEqualTo(Arrays.copyOf(others.ages(), others.length()));
    }

    private static int[] first(Courses courses, int[] values) {
        return Arrays.copyOf(values, courses.length());
    }
}
