package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** Records at the rim of what a model can be asked. */
class AbstentionTest {

    @TempDir
    static Path root;

    private static RiskModel model;

    @BeforeAll
    static void load() {
        model = new TestPackages(root).loaded(1);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void aPatientWithOneEventIsDeclinedInWordsAndNothingElseIsSaid() {
        RiskProfile profile = chart(TestTimelines.usual(1));
        assertThat(reasons(profile)).allMatch(reason -> reason.startsWith("too little history: 1 dated"));
        assertThat(profile.trajectories()).isEmpty();
        assertThat(profile.differential()).isNull();
        assertThat(profile.contributions()).isEmpty();
    }

    @Test
    void aPatientWithoutAnyEventIsDeclinedToo() {
        RiskProfile profile = chart(TestTimelines.at(TestTimelines.AS_OF, List.of()));
        assertThat(reasons(profile)).allMatch(reason -> reason.startsWith("too little history: 0 dated"));
        assertThat(profile.allSeenSince()).isNull();
    }

    @Test
    void valuesInAUnitNeverSeenAreDeclinedNotGuessed() {
        Timeline usual = TestTimelines.usual(40);
        List<TimelineEntry> entries = usual.entries().stream()
                .map(entry -> entry.value() instanceof NormalisedValue.Number
                        ? new TimelineEntry(
                                entry.age(),
                                entry.concept(),
                                new NormalisedValue.Unusable("in an unknown unit"),
                                entry.event())
                        : entry)
                .toList();
        assertThat(reasons(chart(TestTimelines.at(usual.asOf(), entries))))
                .allMatch(reason -> reason.startsWith("too many values in units the model does not know"));
    }

    @Test
    void valuesBeyondEverythingItWasTrainedOnAreDeclined() {
        Timeline usual = TestTimelines.usual(40);
        List<TimelineEntry> entries = usual.entries().stream()
                .map(entry -> entry.value() instanceof NormalisedValue.Number(double number, String unit)
                        ? new TimelineEntry(
                                entry.age(),
                                entry.concept(),
                                new NormalisedValue.Number(1000 + number, unit),
                                entry.event())
                        : entry)
                .toList();
        assertThat(reasons(chart(TestTimelines.at(usual.asOf(), entries))))
                .allMatch(reason -> reason.startsWith("too many values"));
    }

    @Test
    void aRecordOfSeventyThousandEventsIsAnsweredAndSaysHowManyWereSeen() {
        List<TimelineEntry> entries = new ArrayList<>();
        LocalDate first = TestTimelines.AS_OF.minusDays(7_000);
        for (int i = 0; i < 70_000; i++) {
            entries.add(TestTimelines.noise(first.plusDays(i / 10), i));
        }
        Timeline timeline = TestTimelines.at(TestTimelines.AS_OF, entries);
        RiskProfile profile = chart(timeline);
        assertThat(profile.abstentions()).isEmpty();
        assertThat(profile.risks()).extracting(risk -> risk.outcome().id()).containsOnly("planted", "absent");
        assertThat(profile.eventsSeen()).isLessThan(70_000);
        assertThat(profile.eventsInRecord()).isEqualTo(70_000);
        assertThat(profile.allSeenSince())
                .isNotNull()
                .isBetween(TestTimelines.AS_OF.minusDays(30), TestTimelines.AS_OF);
    }

    @Test
    void aRecordThatFitsTheWindowWasSeenFromItsFirstDayOn() {
        Timeline timeline = TestTimelines.usual(40);
        assertThat(chart(timeline).allSeenSince())
                .isEqualTo(timeline.birthDate()
                        .plusDays(timeline.entries().getFirst().age().value()));
    }

    private static RiskProfile chart(Timeline timeline) {
        return (RiskProfile) model.answer(timeline, Depth.CHART);
    }

    private static List<String> reasons(RiskProfile profile) {
        assertThat(profile.risks()).isEmpty();
        assertThat(profile.abstentions()).hasSize(2);
        return profile.abstentions().stream().map(Abstention::reason).toList();
    }
}
