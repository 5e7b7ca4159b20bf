package org.prodrome.cohort;

import java.util.Map;
import java.util.Objects;
import org.mitre.synthea.engine.Generator;
import org.mitre.synthea.export.Exporter.ExporterRuntimeOptions;
import org.mitre.synthea.modules.EncounterModule;
import org.mitre.synthea.modules.HealthInsuranceModule;
import org.mitre.synthea.world.agents.Person;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Plan;

/**
 * Synthea's loop over a life with the planted module first and the absent modules left out: in steps of four weeks up to the observed
 * years, whose years are all that is exported, then in Synthea's own steps of a week.
 */
final class LifeStages {
    private static final int COARSE = 4;
    /** Growth curves of the first years need their samples. */
    private static final int WEEKS_OF_GROWTH = 4 * 53;

    private static final String PLAN = "prodrome-plan";

    private final Youth youth;
    private final Stage observed;

    /** @param from start of the observed years, milliseconds since 1970 */
    LifeStages(CohortSettings settings, long from, Map<String, Disease> diseases) {
        AbsentModules absent = SyntheaWorld.quietly(AbsentModules::read);
        youth = SyntheaWorld.quietly(() -> new Youth(settings, absent, diseases));
        youth.stop = from;
        observed = SyntheaWorld.quietly(() -> new Stage(settings, absent, diseases));
    }

    Map<String, Object> demographics(long seed) {
        return observed.randomDemographics(new Person(seed));
    }

    /** From birth to the start of the observed years; who dies before is of no use. */
    Person young(long seed, Map<String, Object> demographics, Plan plan) {
        demographics.put(PLAN, plan);
        return youth.createPerson(seed, demographics);
    }

    void live(Person person) {
        observed.updatePerson(person);
    }

    /** One stretch of life. */
    private static class Stage extends Generator {
        private final AbsentModules absent;
        private final Map<String, Disease> diseases;

        Stage(CohortSettings settings, AbsentModules absent, Map<String, Disease> diseases) {
            super(SyntheaWorld.options(settings), new ExporterRuntimeOptions());
            this.absent = absent;
            this.diseases = diseases;
        }

        @Override
        public void updatePerson(Person person) {
            if (person.currentModules.stream().noneMatch(PlantedModule.class::isInstance)) {
                absent.removeFrom(person.currentModules);
                LifeClock clock = LifeClock.of(person.attributes);
                Plan plan = (Plan) Objects.requireNonNull(person.attributes.get(PLAN));
                person.currentModules.addFirst(new PlantedModule(plan, clock, diseases));
            }
            run(person);
        }

        void run(Person person) {
            super.updatePerson(person);
        }
    }

    /**
     * The years before the observed ones: modules run every fourth week, insurance every week, because Synthea asks for the plan of the
     * week before.
     */
    private static final class Youth extends Stage {
        Youth(CohortSettings settings, AbsentModules absent, Map<String, Disease> diseases) {
            super(settings, absent, diseases);
        }

        @Override
        void run(Person person) {
            HealthInsuranceModule insurance = new HealthInsuranceModule();
            EncounterModule encounters = new EncounterModule();
            long time = person.lastUpdated;
            for (int week = 0; person.alive(time) && time < stop; week++) {
                insurance.process(person, time);
                if (week < WEEKS_OF_GROWTH || week % COARSE == 0) {
                    encounters.process(person, time);
                    long now = time;
                    person.currentModules.removeIf(module -> module.process(person, now));
                    encounters.endEncounterModuleEncounters(person, time);
                }
                time += timestep;
                person.lastUpdated = time;
            }
        }
    }
}
