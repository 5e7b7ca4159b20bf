package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hazard of the latent onset: incidence by age and sex, log-linear between its knots, zero before the first and constant after the
 * last, times the ratios of the risk factors and a stated inflation.
 *
 * @param bmi null where body mass plays no part; so the others
 */
public record Hazard(
        Incidence incidence,
        Inflation inflation,
        @Nullable PerUnit bmi,
        @Nullable BySmoking smoking,
        @Nullable InFamily familyHistory) {
    private static final double NO_EXCESS_BELOW = 25;
    private static final double HIGHEST_BMI = 45;

    /** New onsets per person-year at an age, for somebody with these risk factors. */
    public double perYear(String disease, RiskFactors person, double age) {
        double ratio = inflation.factor();
        if (bmi != null) {
            double excess = Math.clamp(person.bmi().at(age), NO_EXCESS_BELOW, HIGHEST_BMI) - NO_EXCESS_BELOW;
            ratio *= StrictMath.pow(bmi.ratio(), excess);
        }
        if (smoking != null) {
            ratio *= smoking.ratio(person.smoking().at(age));
        }
        if (familyHistory != null && person.familyHistory().contains(disease)) {
            ratio *= familyHistory.ratio();
        }
        return ratio * incidence.perYear(person.sex(), age);
    }

    Hazard withInflation(double factor) {
        return new Hazard(incidence, new Inflation(factor, inflation.source()), bmi, smoking, familyHistory);
    }

    /**
     * Published incidence.
     *
     * @param per100000 new cases per 100,000 person-years at some ages
     */
    public record Incidence(List<Knot> per100000, String source) {
        public Incidence {
            per100000 = List.copyOf(per100000);
            requireSource(source, "incidence");
            require(per100000.size() >= 2, "incidence.per100000: expected two ages or more, got " + per100000.size());
            for (int i = 1; i < per100000.size(); i++) {
                require(
                        per100000.get(i).age() > per100000.get(i - 1).age(),
                        String.format(Locale.ROOT, "incidence.per100000[%d].age: expected above the one before", i));
            }
        }

        double perYear(Sex sex, double age) {
            Knot before = per100000.getFirst();
            if (age < before.age()) {
                return 0;
            }
            for (Knot knot : per100000) {
                if (age < knot.age()) {
                    double share = (age - before.age()) / (knot.age() - before.age());
                    double low = StrictMath.log(before.of(sex));
                    return StrictMath.exp(low + share * (StrictMath.log(knot.of(sex)) - low)) / 100_000;
                }
                before = knot;
            }
            return before.of(sex) / 100_000;
        }
    }

    /** Incidence of both sexes at one age. */
    public record Knot(double age, double female, double male) {
        public Knot {
            require(female > 0 && male > 0, "incidence.per100000: expected rates above 0 (the scale is logarithmic)");
        }

        double of(Sex sex) {
            return switch (sex) {
                case FEMALE -> female;
                case MALE -> male;
            };
        }
    }

    /** How much more often than in real life, and why. Zero plants nobody. */
    public record Inflation(double factor, String source) {
        public Inflation {
            requireSource(source, "inflation");
            require(factor >= 0, "inflation.factor: expected 0 or more, got " + factor);
        }
    }

    /** Hazard ratio per kg/m2 above 25. */
    public record PerUnit(double ratio, String source) {
        public PerUnit {
            requireSource(source, "bmi");
            require(ratio > 0, "bmi.ratio: expected above 0, got " + ratio);
        }
    }

    /** Hazard ratios against people who never smoked. */
    public record BySmoking(double current, double former, String source) {
        public BySmoking {
            requireSource(source, "smoking");
            require(current > 0 && former > 0, "smoking: expected ratios above 0");
        }

        double ratio(Smoking.Status status) {
            return switch (status) {
                case NEVER -> 1;
                case CURRENT -> current;
                case FORMER -> former;
            };
        }
    }

    /**
     * Disease of a parent or sibling.
     *
     * @param prevalence share of people who have such a relative
     * @param ratio hazard ratio of those who have
     */
    public record InFamily(double prevalence, double ratio, String source) {
        public InFamily {
            requireSource(source, "familyHistory");
            require(
                    prevalence >= 0 && prevalence < 1,
                    "familyHistory.prevalence: expected in [0, 1), got " + prevalence);
            require(ratio > 0, "familyHistory.ratio: expected above 0, got " + ratio);
        }
    }
}
