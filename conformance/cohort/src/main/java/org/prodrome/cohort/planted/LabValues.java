package org.prodrome.cohort.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Laboratory values as a pure function of (seed, person, code, day). Immutable; safe for several threads.
 */
public final class LabValues {
    private final Map<String, Disease> diseases = new HashMap<>();
    private final Panel panel;
    private final Chance root;

    public LabValues(PlantedFiles files, long seed) {
        this.panel = files.panel();
        files.diseases().forEach(d -> diseases.put(d.id(), d));
        this.root = Chance.ofSeed(seed);
    }

    /** The reported value of an analyte on a day of somebody's life. */
    public double value(Plan plan, Analyte analyte, int day) {
        Chance person = root.with(plan.subject().key());
        double noise = person.with(analyte.loinc()).with("noise").with(day).normal();
        return analyte.reported(analyte.mean(plan.subject().sex(), Days.years(day))
                + offset(analyte, person)
                + effects(plan.episodes(), analyte, day)
                + analyte.within() * noise);
    }

    /** What the planted diseases and decoys add on a day, on the analyte's scale. */
    public double effects(List<Episode> episodes, Analyte analyte, double day) {
        double sum = 0;
        for (Episode episode : episodes) {
            double s = episode.progress(day);
            if (s > 0) {
                sum += effect(episode.disease(), analyte, s);
            }
        }
        return sum;
    }

    /** What one disease adds at progress s, on the analyte's scale; 0 where the analyte is none of its precursors. */
    public double effect(String disease, Analyte analyte, double s) {
        Disease planted = diseases.get(disease);
        return planted == null
                ? 0
                : planted.precursor(analyte.loinc()).map(p -> p.at(s)).orElse(0.0);
    }

    /** Whether the analytes of an order are drawn at a wellness visit; the same for everybody, whatever disease they have. */
    public boolean isOrdered(Subject subject, Panel.Order order, int day) {
        Chance person = root.with(subject.key());
        return !person.with("missed-visit").with(day).happens(panel.missing().visit())
                && person.with("order").with(order.id()).with(day).happens(order.probability());
    }

    /** Whether an ordered test has a result. */
    public boolean hasResult(Subject subject, Analyte analyte, int day) {
        return !root.with(subject.key())
                .with("missing-test")
                .with(analyte.loinc())
                .with(day)
                .happens(panel.missing().test());
    }

    /** The person's own deviation from the mean, on the scale. */
    static double offset(Analyte analyte, Chance person) {
        return analyte.between() * person.with(analyte.loinc()).with("offset").normal();
    }
}
