package org.prodrome.cohort;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mitre.synthea.world.agents.Person;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.LabValues;
import org.prodrome.cohort.planted.Plan;
import org.prodrome.cohort.planted.Planner;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Sex;
import org.prodrome.cohort.planted.Subject;

/**
 * Synthea with planted diseases, asked for one person at a time. The plan of a life is made before it is simulated, from hashed draws
 * alone. Safe for several threads.
 */
final class PlantedWorld {
    private static final int MOST_ATTEMPTS = 400;

    private final CohortSettings settings;
    private final PlantedFiles files;
    private final Planner planner;
    private final LabValues values;
    private final LifeStages stages;
    private final long from;

    private PlantedWorld(CohortSettings settings, PlantedSettings planted) {
        this.settings = settings;
        this.files = planted.files();
        this.planner = new Planner(files, settings.seed());
        this.values = new LabValues(files, settings.seed());
        this.from = SyntheaWorld.startOfDay(settings.referenceDate().minusYears(planted.years()));
        Map<String, Disease> diseases =
                files.diseases().stream().collect(Collectors.toMap(Disease::id, Function.identity()));
        this.stages = new LifeStages(settings, from, diseases);
    }

    static PlantedWorld open(CohortSettings settings, PlantedSettings planted) {
        SyntheaWorld.configure();
        return new PlantedWorld(settings, planted);
    }

    /** Simulates one person from birth to death or the reference date; the same number gives the same person. */
    SyntheticChart person(int number) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Beginning beginning = beginning(number, attempt);
            if (!beginning.diesEarly(from)) {
                Person person = stages.young(beginning.seed(), beginning.demographics(), beginning.plan());
                if (person.alive(from)) {
                    stages.live(person);
                    if (person.providerCount() > 0 && reachedMinimumAge(person)) {
                        return new PlantedChart(
                                        files, values, beginning.plan(), beginning.clock(), person, from, end(person))
                                .write();
                    }
                }
            }
        }
        throw nobody(number);
    }

    /**
     * What is known of a number's person before the life is simulated. Another person has the number where this one then dies too early of
     * something that is not planted, or never sees a doctor.
     */
    Beginning beginning(int number) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Beginning beginning = beginning(number, attempt);
            if (!beginning.diesEarly(from)) {
                return beginning;
            }
        }
        throw nobody(number);
    }

    private Beginning beginning(int number, int attempt) {
        long seed = PersonSeed.of(settings.seed(), number, attempt);
        Map<String, Object> demographics = stages.demographics(seed);
        LifeClock clock = LifeClock.of(demographics);
        return new Beginning(seed, demographics, clock, planner.plan(subject(seed, demographics, clock)));
    }

    /** @param plan all that is planted in this life */
    record Beginning(long seed, Map<String, Object> demographics, LifeClock clock, Plan plan) {

        /** Known before anything is simulated. */
        private boolean diesEarly(long from) {
            return plan.death() != null && clock.millis(plan.death().day(), 0) < from;
        }
    }

    private CohortException nobody(int number) {
        return new CohortException(String.format(
                Locale.ROOT,
                "person %d: expected one who lived to %d within %d attempts, got none",
                number,
                settings.minAge(),
                MOST_ATTEMPTS));
    }

    private static Subject subject(long seed, Map<String, Object> demographics, LifeClock clock) {
        Sex sex = "F".equals(demographics.get(Person.GENDER)) ? Sex.FEMALE : Sex.MALE;
        return new Subject(seed, sex, clock.birth().getYear());
    }

    private boolean reachedMinimumAge(Person person) {
        Object death = person.attributes.get(Person.DEATHDATE);
        return death == null || person.ageInYears((long) death) >= settings.minAge();
    }

    private long end(Person person) {
        Object death = person.attributes.get(Person.DEATHDATE);
        return death == null ? SyntheaWorld.startOfDay(settings.referenceDate()) : (long) death;
    }
}
