package org.prodrome.cohort;

import java.util.Map;
import java.util.Objects;
import org.mitre.synthea.engine.Module;
import org.mitre.synthea.world.agents.Person;
import org.mitre.synthea.world.concepts.BMI;
import org.mitre.synthea.world.concepts.HealthRecord.Code;
import org.mitre.synthea.world.concepts.VitalSign;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Plan;
import org.prodrome.cohort.planted.Smoking;

/**
 * One person's plan, in Synthea's loop before all other modules: smoking and constitutional weight as planned, so that Synthea's own
 * diseases see the same person, and death of a planted disease on its day. Everything else planted is written after the simulation:
 * Synthea's random stream hears nothing of it.
 */
final class PlantedModule extends Module {
    private static final double ADULT = 20;
    private static final int NOON = 43_200;

    private final transient Plan plan;
    private final transient LifeClock clock;
    private final transient Map<String, Disease> diseases;

    PlantedModule(Plan plan, LifeClock clock, Map<String, Disease> diseases) {
        this.name = "Planted";
        this.plan = plan;
        this.clock = clock;
        this.diseases = diseases;
    }

    @Override
    public boolean process(Person person, long time) {
        double age = Days.years(clock.day(time));
        if (age >= ADULT) {
            person.attributes.put(Person.SMOKER, plan.risk().smoking().at(age) == Smoking.Status.CURRENT);
            double bmi = plan.risk().bmi().at(age);
            double height = person.getVitalSign(VitalSign.HEIGHT, time);
            person.setVitalSign(VitalSign.WEIGHT, BMI.weightForHeightAndBMI(height, bmi));
            person.setVitalSign(VitalSign.BMI, bmi);
        }
        Plan.Death death = plan.death();
        if (death != null && time >= clock.millis(death.day(), NOON)) {
            person.recordDeath(clock.millis(death.day(), NOON), cause(death));
        }
        return false;
    }

    private Code cause(Plan.Death death) {
        Disease.Codes codes =
                Objects.requireNonNull(diseases.get(death.disease())).recorded();
        return new Code("SNOMED-CT", codes.snomed(), codes.display());
    }
}
