package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.List;
import java.util.Set;

/**
 * One owned laboratory value or vital sign.
 *
 * <p>{@code value = back(mean(sex) + slope * (age - 50) / 10 + between * z_person + effects + within * z_day)}, where {@code back} is the
 * identity on a linear scale and exp on a logarithmic one, then cut to the limits and rounded.
 *
 * @param aliases codes under which stock Synthea records the same quantity: they carry the same value
 * @param female mean at age 50, in the unit (on a logarithmic scale: the median); so male
 * @param between standard deviation between people, on the scale
 * @param within standard deviation from day to day in one person, on the scale: biology and measurement together
 * @param slopePerDecade change per decade of age, on the scale
 * @param order the order that it comes with
 */
public record Analyte(
        String loinc,
        Set<String> aliases,
        String name,
        String unit,
        Scale scale,
        double female,
        double male,
        double between,
        double within,
        double slopePerDecade,
        String order,
        int decimals,
        double lowest,
        double highest,
        List<String> sources) {
    private static final double AGE_OF_MEAN = 50;

    public Analyte {
        aliases = Set.copyOf(aliases);
        sources = List.copyOf(sources);
        require(!sources.isEmpty(), loinc + ".sources: expected at least one, got none");
        for (String source : sources) {
            requireSource(source, loinc);
        }
        require(between >= 0 && within > 0, loinc + ": expected between 0 or more and within above 0");
        require(lowest < highest, loinc + ".lowest: expected below highest");
        require(decimals >= 0 && decimals <= 3, loinc + ".decimals: expected 0 to 3, got " + decimals);
        require(scale == Scale.LINEAR || lowest > 0, loinc + ".lowest: expected above 0 on a logarithmic scale");
    }

    /** Mean of people of this sex and age, on the scale. */
    public double mean(Sex sex, double age) {
        double mean = switch (sex) {
            case FEMALE -> female;
            case MALE -> male;
        };
        return toScale(mean) + slopePerDecade * (age - AGE_OF_MEAN) / 10;
    }

    /** A value in the unit, on the scale. */
    public double toScale(double value) {
        return switch (scale) {
            case LINEAR -> value;
            case LOG -> StrictMath.log(value);
        };
    }

    /** A value on the scale, in the unit, as it would be reported: cut to the limits and rounded. */
    public double reported(double onScale) {
        double value = switch (scale) {
            case LINEAR -> onScale;
            case LOG -> StrictMath.exp(onScale);
        };
        return rounded(Math.clamp(value, lowest, highest));
    }

    private double rounded(double value) {
        double power = StrictMath.pow(10, decimals);
        return Math.round(value * power) / power;
    }

    /** The scale on which means, deviations and effects add up. */
    public enum Scale {
        LINEAR,
        LOG
    }
}
