package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.timeline.Timelines;

/** The package in the repository loads with the program as it is, however old its format, and answers whoever is asked about. */
class ShippedPackageTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
    private static final int EVENTS = 70_000;
    private static final int A_DAY = 7;

    /** LOINC code, unit and usual value. */
    private static final List<List<String>> PANEL = List.of(
            List.of("33914-3", "mL/min/{1.73_m2}", "75"),
            List.of("4548-4", "%", "5.4"),
            List.of("718-7", "g/dL", "13.5"),
            List.of("2345-7", "mg/dL", "92"),
            List.of("777-3", "10*3/uL", "250"),
            List.of("29463-7", "kg", "70"),
            List.of("8480-6", "mm[Hg]", "125"));

    private static RiskModel model;

    @BeforeAll
    static void load() {
        Path models = Path.of("models");
        model = RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys")));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void isTrustedLoadsAndSaysThatItWasTrainedOnSyntheticRecords() {
        assertThat(model.version().synthetic()).isTrue();
        assertThat(model.files().outcomes()).isNotEmpty();
    }

    @Test
    void aPatientOfSeventyThousandEventsIsAnsweredAndToldHowManyOfThemWereSeen() {
        assertThat(model.files().trees()).isNotNull();
        SplittableRandom random = new SplittableRandom(7);
        List<ClinicalEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            List<String> test = PANEL.get(i % A_DAY);
            double usual = Double.parseDouble(test.getLast());
            String value = String.format(Locale.ROOT, "%.2f", usual * (0.95 + random.nextDouble(0.1)));
            events.add(TestRecords.lab("l" + i, test.getFirst(), AS_OF.minusDays(i / A_DAY), value, test.get(1)));
        }
        RiskProfile profile = chart(events);
        assertThat(profile.risks()).isNotEmpty();
        assertThat(profile.trajectories()).isNotEmpty();
        assertThat(profile.eventsInRecord()).isEqualTo(EVENTS);
        assertThat(profile.eventsSeen()).isBetween(model.files().settings().window() - 2, EVENTS);
        assertThat(profile.allSeenSince()).isNotNull();
    }

    @Test
    void aPatientWithOneEventIsDeclinedInWords() {
        RiskProfile profile = chart(List.of(TestRecords.visit("v", AS_OF.minusYears(1))));
        assertThat(profile.risks()).isEmpty();
        assertThat(profile.abstentions())
                .hasSameSizeAs(model.files().outcomes())
                .extracting(Abstention::reason)
                .containsOnly("too little history: 1 dated events could be used, the model needs 5");
        assertThat(profile.eventsSeen()).isEqualTo(1);
        assertThat(profile.eventsInRecord()).isEqualTo(1);
    }

    private static RiskProfile chart(List<ClinicalEvent> events) {
        return (RiskProfile) model.answer(
                Timelines.load().build(TestRecords.record("p", events.toArray(ClinicalEvent[]::new)), AS_OF),
                Depth.CHART);
    }
}
