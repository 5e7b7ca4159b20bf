package org.prodrome.cohort.oracle;

import java.util.List;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Panel;

/** What may be the matter with anybody: one disease or decoy as its file says, cut into cells. Immutable but for its arrays. */
final class Hypothesis {
    private static final double NARROWEST_DAYS = 15;
    private static final double WIDEST_DAYS = 365;

    /** A decoy says nothing of the future, and may have begun at any age: wider slots. */
    private static final double NARROWEST_DECOY_DAYS = 180;

    private final Disease disease;
    private final List<Pace> paces;
    private final double slotDays;
    private final int[] analytes;
    private final ShapeTable[] shapes;

    Hypothesis(Disease disease, Panel panel, GridSettings grid) {
        this.disease = disease;
        this.paces = Pace.of(disease.course(), grid);
        double median = disease.course().years().medianYears() * Days.PER_YEAR;
        double narrowest = disease.isDecoy() ? NARROWEST_DECOY_DAYS : NARROWEST_DAYS;
        this.slotDays = Math.clamp(median / grid.slotsPerMedian(), narrowest, WIDEST_DAYS);
        List<String> codes = panel.analytes().stream().map(a -> a.loinc()).toList();
        this.analytes = disease.precursors().stream()
                .mapToInt(p -> codes.indexOf(p.loinc()))
                .toArray();
        this.shapes = disease.precursors().stream().map(ShapeTable::new).toArray(ShapeTable[]::new);
    }

    Disease disease() {
        return disease;
    }

    List<Pace> paces() {
        return paces;
    }

    /** Width of an onset slot. */
    double slotDays() {
        return slotDays;
    }

    /** How many analytes it touches. */
    int touched() {
        return analytes.length;
    }

    /** The index in the panel of one of them. */
    int analyte(int touched) {
        return analytes[touched];
    }

    double change(int touched, double progress) {
        return shapes[touched].at(progress);
    }

    /** Mean days from s = 1 to the recorded diagnosis; not a number for a decoy. */
    double delayDays() {
        return switch (disease.course()) {
            case Course.Progressing progressing -> progressing.diagnosis().meanYears() * Days.PER_YEAR;
            case Course.Stalling ignored -> Double.NaN;
        };
    }

    /** Deaths a day after the diagnosis, on top of all others. */
    double deathsPerDay() {
        return switch (disease.course()) {
            case Course.Progressing progressing ->
                progressing.death() == null ? 0 : progressing.death().perYear() / Days.PER_YEAR;
            case Course.Stalling ignored -> 0;
        };
    }
}
