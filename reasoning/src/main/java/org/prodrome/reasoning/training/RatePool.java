package org.prodrome.reasoning.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;

/**
 * Neighbouring hazard bins taken together, with who has the outcome in them.
 *
 * @param bins how many
 * @param events rows with the outcome
 * @param years observed
 * @param patients with the outcome
 */
record RatePool(int bins, double events, double years, Set<Long> patients) {

    static final RatePool EMPTY = new RatePool(0, 0, 0, Set.of());

    private static final MathContext DIGITS = new MathContext(3);

    RatePool {
        patients = Set.copyOf(patients);
    }

    RatePool and(RatePool other) {
        Set<Long> both = new HashSet<>(patients);
        both.addAll(other.patients);
        return new RatePool(bins + other.bins, events + other.events, years + other.years, both);
    }

    /** Per year, to three digits. */
    double rate() {
        return BigDecimal.valueOf(events / years).round(DIGITS).doubleValue();
    }
}
