package org.prodrome.cohort.planted;

import java.util.Set;

/**
 * What a person's hazards depend on, besides age. The body mass index is the constitutional one: without noise and without the effect of
 * any planted disease, so that weight lost to a cancer does not lower its hazard.
 *
 * @param bmi constitutional body mass index by age, kg/m2
 * @param familyHistory ids of the diseases that a parent or sibling had
 */
public record RiskFactors(Sex sex, Smoking smoking, Curve bmi, Set<String> familyHistory) {
    public RiskFactors {
        familyHistory = Set.copyOf(familyHistory);
    }
}
