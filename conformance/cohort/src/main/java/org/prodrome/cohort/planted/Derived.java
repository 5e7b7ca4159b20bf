package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value that follows from owned ones by arithmetic: it carries no information of its own, and no noise.
 *
 * @param aliases codes under which stock Synthea records the same quantity
 */
public record Derived(
        String loinc,
        Set<String> aliases,
        String name,
        String unit,
        Formula formula,
        String order,
        int decimals,
        String source) {
    public Derived {
        aliases = Set.copyOf(aliases);
        requireSource(source, loinc);
    }

    /** The value, rounded; empty where one of its parts has no value. */
    public Optional<Double> of(Map<String, Double> parts, Sex sex, double age, double heightMetres) {
        if (!parts.keySet().containsAll(formula.parts())) {
            return Optional.empty();
        }
        double power = StrictMath.pow(10, decimals);
        return Optional.of(Math.round(computed(parts, sex, age, heightMetres) * power) / power);
    }

    private double computed(Map<String, Double> parts, Sex sex, double age, double heightMetres) {
        double[] p = formula.parts().stream().mapToDouble(parts::get).toArray();
        return switch (formula) {
            case WEIGHT -> p[0] * heightMetres * heightMetres;
            case HAEMATOCRIT -> 100 * p[0] / p[1];
            case ERYTHROCYTES -> 1000 * p[0] / (p[1] * p[2]);
            case MCH -> p[0] * p[1] / 100;
            case CREATININE -> creatinine(p[0], sex, age);
            case GLOBULIN -> p[0] - p[1];
            case CHOLESTEROL -> p[0] + p[1] + p[2] / 5;
        };
    }

    /** CKD-EPI 2021 without race (Inker et al., N Engl J Med 2021;385:1737, table 1), solved for creatinine in mg/dL. */
    static double creatinine(double filtration, Sex sex, double age) {
        boolean female = sex == Sex.FEMALE;
        double kappa = female ? 0.7 : 0.9;
        double ratio = filtration / (142 * StrictMath.pow(0.9938, age) * (female ? 1.012 : 1));
        double below = female ? -0.241 : -0.302;
        return kappa * StrictMath.pow(ratio, 1 / (ratio > 1 ? below : -1.200));
    }

    /** How it is computed; the order of the parts is that of the formula. */
    public enum Formula {
        WEIGHT("39156-5"),
        HAEMATOCRIT("718-7", "786-4"),
        ERYTHROCYTES("718-7", "786-4", "787-2"),
        MCH("786-4", "787-2"),
        CREATININE("33914-3"),
        GLOBULIN("2885-2", "1751-7"),
        CHOLESTEROL("18262-6", "2085-9", "2571-8");

        private final List<String> parts;

        Formula(String... parts) {
            this.parts = List.of(parts);
        }

        List<String> parts() {
            return parts;
        }
    }
}
