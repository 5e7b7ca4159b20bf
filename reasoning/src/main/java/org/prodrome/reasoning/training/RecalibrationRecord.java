package org.prodrome.reasoning.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code recalibration.json}: what a local recalibration did and what came of it.
 *
 * @param from version of the package it was made of
 * @param fromHash SHA-256 of that package's manifest
 * @param fittedPatients of the site whose rows it was fitted on
 * @param heldOutPatients of the site on whose rows before and after are measured
 * @param lines per outcome and horizon
 */
public record RecalibrationRecord(
        String from, String fromHash, int fittedPatients, int heldOutPatients, List<Line> lines) {

    public RecalibrationRecord {
        lines = List.copyOf(lines);
    }

    /** What became of a row. */
    public enum Done {
        /** Fitted anew. */
        REFITTED,
        /** Too few patients got it: left as it was. */
        KEPT,
        /** Too few patients got it: its log-odds moved as those of the next longer refitted horizon. */
        MOVED,
        /** Too few patients got it, and there was no calibration before: the outcome stays declined. */
        DECLINED
    }

    /**
     * One outcome at one horizon.
     *
     * @param eventPatients fitted on who got it
     * @param before on held-out patients, as the package was
     * @param after the same, as it is
     */
    public record Line(
            String outcome,
            String name,
            int horizonDays,
            PatientCount eventPatients,
            Done done,
            Fit before,
            Fit after) {

        boolean refitted() {
            return done == Done.REFITTED;
        }

        private String place() {
            return name + " within " + horizonDays + " days";
        }
    }

    /** How well risks fit what happened; nulls where there are too few events to tell. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Fit(
            @Nullable Double observedOverExpected, @Nullable Double slope) {

        /** In words. */
        public String words() {
            return observedOverExpected == null || slope == null
                    ? "too few events to tell"
                    : String.format(Locale.ROOT, "observed / expected %.2f, slope %.2f", observedOverExpected, slope);
        }
    }

    /** For the card. */
    String words() {
        String refitted = lines.stream()
                .filter(Line::refitted)
                .map(line -> line.place() + ": before " + line.before().words() + ", after "
                        + line.after().words())
                .collect(Collectors.joining("; "));
        return "Calibration and conformal sets of version " + from + " refitted on " + fittedPatients
                + " patients of the site, weights untouched; measured on " + heldOutPatients + " others. " + refitted
                + "."
                + told(Done.MOVED, "Too few events, calibration moved with the next longer horizon")
                + told(Done.KEPT, "Too few events, left as they were")
                + told(Done.DECLINED, "Never calibrated and too few events, still declined");
    }

    private String told(Done done, String what) {
        String places = lines.stream()
                .filter(line -> line.done() == done)
                .map(Line::place)
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : " " + what + ": " + places + ".";
    }
}
