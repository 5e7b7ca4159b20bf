package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class SalienceTest {

    private static final Timelines TIMELINES = Timelines.load();
    private static final int DAY = 20_000;

    @Test
    void whatComesBeforeAnOutcomeIsTellingAndNoiseIsNot() {
        Map<String, Double> salience = salience(400);
        assertThat(salience.get("lab/hba1c")).isGreaterThan(0.5);
        assertThat(salience.get("lab/glucose")).isZero();
        assertThat(salience.get("condition/hypertension")).isGreaterThan(0.3);
    }

    @Test
    void aFewPeopleProveNothing() {
        assertThat(salience(6).values()).containsOnly(0.0);
    }

    @Test
    void aRiseIsTellingWhereTheLevelIsNot() {
        Salience salience = new Salience(1);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            boolean ill = i % 2 == 0;
            double last = 5 + random.nextDouble(2);
            salience.add(
                    timeline(
                            hba1c("a", DAY - 900, ill ? last - 1 : last + random.nextGaussian()),
                            hba1c("b", DAY - 9, last)),
                    DAY,
                    1,
                    ill ? 1 : 0);
        }
        assertThat(salience.byConcept().get("lab/hba1c")).isGreaterThan(0.5);
    }

    @Test
    void whatOnlyGrowsWithAgeTellsNothingBeyondAge() {
        Salience salience = new Salience(1);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            boolean old = i % 2 == 0;
            boolean ill = random.nextDouble() < (old ? 0.5 : 0.05);
            int day = old ? 28_500 : 12_000;
            salience.add(timeline(hba1c("a", 11_900, (old ? 8 : 5) + random.nextGaussian())), day, 1, ill ? 1 : 0);
        }
        assertThat(salience.byConcept()).containsEntry("lab/hba1c", 0.0);
    }

    @Test
    void laterEventsAndUnknownOutcomesDoNotCount() {
        Salience salience = new Salience(1);
        for (int i = 0; i < 400; i++) {
            salience.add(timeline(hba1c("a", DAY + 1, i % 2 == 0 ? 9 : 5)), DAY, 1, i % 2 == 0 ? 1 : 0);
            salience.add(timeline(hba1c("a", DAY - 1, i % 2 == 0 ? 9 : 5)), DAY, 0, 0);
        }
        assertThat(salience.byConcept()).containsEntry("lab/hba1c", 0.0);
    }

    @Test
    void presenceIsTheRankStatisticOfZeroesAndOnes() {
        PresenceCounts all = new PresenceCounts(1, 1);
        PresenceCounts some = new PresenceCounts(1, 1);
        for (int i = 0; i < 100; i++) {
            boolean ill = i < 40;
            boolean present = i % 4 == 0 || i < 20;
            all.add(0, 1, ill ? 1 : 0);
            if (present) {
                some.add(0, 1, ill ? 1 : 0);
            }
        }
        // 20 + 5 of 40 ill have it, 15 of 60 others: pairs in order 25 * 45 + (25 * 15 + 15 * 45) / 2 of 2,400
        assertThat(some.against(all, 0).auroc())
                .isEqualTo((25 * 45 + (25 * 15 + 15 * 45) / 2.0) / 2_400, within(1e-12));
    }

    @Test
    void moreOutcomesThanBitsAreRefused() {
        assertThatThrownBy(() -> new Salience(65)).hasMessageContaining("expected 1 to 64, got 65");
    }

    private static Map<String, Double> salience(int people) {
        Salience salience = new Salience(2);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < people; i++) {
            boolean ill = random.nextBoolean();
            List<ClinicalEvent> events = new ArrayList<>();
            events.add(hba1c("a", DAY - 100, 5 + (ill ? 1 : 0) + random.nextGaussian()));
            events.add(lab("g", "2345-7", BIRTH.plusDays(DAY - 50), "" + (80 + random.nextInt(20)), "mg/dL"));
            if (random.nextDouble() < (ill ? 0.7 : 0.2)) {
                events.add(diagnosis("h", "59621000", BIRTH.plusDays(DAY - 400)));
            }
            salience.add(timeline(events.toArray(ClinicalEvent[]::new)), DAY, 0b11, ill ? 0b10 : 0);
        }
        return salience.byConcept();
    }

    private static ClinicalEvent hba1c(String id, int day, double value) {
        LocalDate on = BIRTH.plusDays(day);
        return lab(id, "4548-4", on, String.format(Locale.ROOT, "%.3f", value), "%");
    }

    private static Timeline timeline(ClinicalEvent... events) {
        return TIMELINES.build(record("p", events), BIRTH.plusDays(30_000));
    }
}
