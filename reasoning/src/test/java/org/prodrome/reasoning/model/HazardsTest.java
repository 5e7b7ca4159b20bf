package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;

class HazardsTest {

    private static final List<Integer> EDGES = List.of(30, 365, 1825);

    @Property(tries = 200)
    void withoutDeathTheRiskIsOneLessTheSurvival(@ForAll @FloatRange(min = 0, max = 5) float hazard) {
        double[] risks = new Hazards(new float[] {hazard, hazard, hazard, 0, 0, 0}, EDGES).risks(0);
        for (int k = 0; k < 3; k++) {
            assertThat(risks[k]).isCloseTo(-Math.expm1(-hazard * EDGES.get(k) / 365.25), within(1e-6));
        }
    }

    @Property(tries = 200)
    void outcomeAndDeathBeforeItNeverExceedCertainty(
            @ForAll @Size(6) List<@FloatRange(min = 0, max = 20) Float> perYear) {
        float[] hazards = new float[6];
        for (int i = 0; i < 6; i++) {
            hazards[i] = perYear.get(i);
        }
        double[] risks = new Hazards(hazards, EDGES).risks(0);
        assertThat(risks).isSorted();
        assertThat(risks[2]).isBetween(0.0, 1.0);
        double[] alone = new Hazards(new float[] {hazards[0], hazards[1], hazards[2], 0, 0, 0}, EDGES).risks(0);
        assertThat(risks[2]).isLessThanOrEqualTo(alone[2] + 1e-9);
    }

    @Property(tries = 100)
    void equalHazardsShareTheCasesEqually(@ForAll @FloatRange(min = 0.01f, max = 5) float hazard) {
        double[] risks = new Hazards(new float[] {hazard, hazard, hazard, hazard, hazard, hazard}, EDGES).risks(0);
        assertThat(risks[2]).isCloseTo(-Math.expm1(-2 * hazard * 1825 / 365.25) / 2, within(1e-6));
    }

    /** Or a risk of 0 would be made of them. */
    @Example
    void refusesHazardsThatAreNoNumbers() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1}) {
            assertThatThrownBy(() -> new Hazards(new float[] {0, wrong, 0, 0, 0, 0}, EDGES))
                    .hasMessageContaining("hazards: expected finite");
        }
    }
}
