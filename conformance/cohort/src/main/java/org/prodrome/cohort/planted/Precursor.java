package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

/**
 * What a disease does to one analyte before anybody knows of it.
 *
 * @param loinc an analyte of the panel, by its main code
 * @param change the whole change on the analyte's scale: in its unit, or natural logarithm (0.7 doubles)
 */
public record Precursor(String loinc, double change, Shape shape, String source) {
    public Precursor {
        requireSource(source, "precursors[" + loinc + "]");
        require(
                Double.isFinite(change) && change != 0,
                "precursors[%s].change: expected a change, got %s".formatted(loinc, change));
    }

    /** Change at progress s, on the analyte's scale. */
    public double at(double s) {
        return change * shape.at(s);
    }
}
