package org.prodrome.cohort.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prodrome.cohort.planted.RiskFactors;

/**
 * What the oracle may know of a person: nothing latent.
 *
 * @param key decides the person's random numbers, together with the run's seed
 * @param diagnoses first recorded day of each disease that was recorded
 * @param values recorded values by code and day
 * @param firstDay from which a death would be known; who died before is not in the cohort
 * @param lastDay of life, or of the simulation
 */
record Person(
        long key,
        RiskFactors risk,
        Map<String, Integer> diagnoses,
        Map<String, SortedMap<Integer, Double>> values,
        int firstDay,
        int lastDay,
        boolean isDead) {
    Person {
        diagnoses = Map.copyOf(diagnoses);
        Map<String, SortedMap<Integer, Double>> copies = new HashMap<>();
        values.forEach((code, byDay) -> copies.put(code, new TreeMap<>(byDay)));
        values = Map.copyOf(copies);
    }

    /** The same with other recorded values. */
    Person withValues(Map<String, SortedMap<Integer, Double>> others) {
        return new Person(key, risk, diagnoses, others, firstDay, lastDay, isDead);
    }

    /** The same with other random numbers. */
    Person withKey(long other) {
        return new Person(other, risk, diagnoses, values, firstDay, lastDay, isDead);
    }
}
