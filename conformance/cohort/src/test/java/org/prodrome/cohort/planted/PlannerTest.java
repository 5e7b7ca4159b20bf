package org.prodrome.cohort.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlannerTest {
    private static final int PEOPLE = 2000;
    private static final int TWINS = 150;
    private static final PlantedFiles FILES = TestFiles.FILES;
    private static final List<Plan> PLANS = plans(FILES, PEOPLE);

    @Test
    void givesTheSamePersonTheSamePlan() {
        assertThat(plans(FILES, 50)).isEqualTo(PLANS.subList(0, 50));
    }

    @Test
    void leavesEverybodyAloneWhoDidNotHaveADiseaseThatIsTakenAway() {
        for (Disease disease : FILES.diseases()) {
            List<Plan> without = plans(FILES.without(Set.of(disease.id())), TWINS);
            for (int i = 0; i < TWINS; i++) {
                Plan before = PLANS.get(i);
                if (before.episode(disease.id()).isEmpty()) {
                    assertThat(without.get(i)).isEqualTo(before);
                } else {
                    assertThat(without.get(i).episode(disease.id())).isEmpty();
                    assertThat(without.get(i).risk()).isEqualTo(before.risk());
                }
            }
        }
    }

    @Test
    void plantsAsManyOnsetsAsTheHazardSays() {
        int day = (int) (75 * Days.PER_YEAR);
        for (Disease disease : FILES.diseases()) {
            double expected = 0;
            int observed = 0;
            for (Plan plan : PLANS) {
                expected +=
                        1 - StrictMath.exp(-HazardPath.of(disease, plan.risk()).until(day));
                observed += plan.episode(disease.id())
                                .filter(e -> e.onsetDay() < day)
                                .isPresent()
                        ? 1
                        : 0;
            }
            assertThat((double) observed).as(disease.id()).isCloseTo(expected, within(4 * StrictMath.sqrt(expected)));
        }
    }

    @Test
    void diagnosesEachDiseaseInAStatedShareOfPeopleWithinTwentyYears() {
        for (Disease disease : FILES.diseases()) {
            if (!disease.isDecoy()) {
                double share = PLANS.stream()
                                .filter(p -> isDiagnosedWithinTwentyYears(p, disease))
                                .count()
                        / (double) PEOPLE;
                assertThat(share).as(disease.id()).isBetween(0.05, disease.id().equals("hypertension") ? 0.3 : 0.13);
            }
        }
    }

    /** People of 36 to 80 years at the end of 2025, as in a cohort, but none dies of anything else. */
    private static boolean isDiagnosedWithinTwentyYears(Plan plan, Disease disease) {
        int end = (int) ((2026 - plan.subject().birthYear()) * Days.PER_YEAR);
        int last = plan.death() == null ? end : Math.min(end, plan.death().day());
        return plan.episode(disease.id())
                .map(Episode::diagnosisDay)
                .filter(day -> day < last && day >= end - 20 * Days.PER_YEAR)
                .isPresent();
    }

    @Test
    void diagnosesAtProgressOneOrLaterAndNeverADecoy() {
        for (Plan plan : PLANS) {
            for (Episode episode : plan.episodes()) {
                Disease disease = disease(episode.disease());
                assertThat(episode.diagnosisDay() == null).isEqualTo(disease.isDecoy());
                if (episode.diagnosisDay() != null) {
                    assertThat(episode.progress(episode.diagnosisDay())).isGreaterThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void killsOnlyAfterTheDiagnosis() {
        assertThat(PLANS).filteredOn(p -> p.death() != null).isNotEmpty().allSatisfy(plan -> {
            Plan.Death death = Objects.requireNonNull(plan.death());
            assertThat(plan.episode(death.disease()).orElseThrow().diagnosisDay())
                    .isLessThan(death.day());
        });
    }

    @Test
    void recordsAFamilyHistoryInTheShareTheFileSaysWhetherOrNotTheyFallIll() {
        for (Disease disease : FILES.diseases()) {
            Hazard.InFamily history = disease.hazard().familyHistory();
            if (history != null) {
                double share = PLANS.stream()
                                .filter(p -> p.risk().familyHistory().contains(disease.id()))
                                .count()
                        / (double) PEOPLE;
                assertThat(share).as(disease.id()).isCloseTo(history.prevalence(), within(0.03));
            }
        }
    }

    private static Disease disease(String id) {
        return FILES.diseases().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Plan> plans(PlantedFiles files, int people) {
        Planner planner = new Planner(files, TestFiles.SEED);
        return TestFiles.people(people).stream().map(planner::plan).toList();
    }
}
