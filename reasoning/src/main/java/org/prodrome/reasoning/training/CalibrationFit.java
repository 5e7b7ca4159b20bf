package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;

/** Fits calibration per outcome and horizon on tuning patients, and again on bootstrap samples of these patients. */
final class CalibrationFit {

    private static final int RESAMPLES = 40;

    private final SequenceData data;
    private final List<double[][]> raw;
    private final long seed;

    /** Raw risks are those of the tuning sequences, in their order. */
    CalibrationFit(SequenceData data, List<double[][]> raw, long seed) {
        this.data = data;
        this.raw = raw;
        this.seed = seed;
    }

    CalibrationTable fit(List<Integer> horizons, List<Integer> edges) {
        List<CalibrationRow> rows = new ArrayList<>();
        for (int o = 0; o < data.outcomes().outcomes().size(); o++) {
            for (int horizon : horizons) {
                rows.add(row(o, horizon, edges.indexOf(horizon)));
            }
        }
        return new CalibrationTable(
                "fitted on tuning patients; intervals: 5% to 95% of " + RESAMPLES
                        + " bootstrap samples of these patients",
                rows);
    }

    private CalibrationRow row(int outcome, int horizon, int edge) {
        Labelled labelled = Labelled.of(data.tuning(), outcome, horizon);
        Map<Long, List<Integer>> byPatient = new LinkedHashMap<>();
        for (int i = 0; i < labelled.places().size(); i++) {
            long patient = data.tuning().get(labelled.places().get(i)).patient();
            byPatient.computeIfAbsent(patient, p -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> patients = List.copyOf(byPatient.values());
        SplittableRandom random = new SplittableRandom(seed + 31L * outcome + horizon);
        List<Calibration> resampled = new ArrayList<>();
        for (int r = 0; r < RESAMPLES && !patients.isEmpty(); r++) {
            List<Integer> drawn = new ArrayList<>();
            for (int p = 0; p < patients.size(); p++) {
                drawn.addAll(patients.get(random.nextInt(patients.size())));
            }
            resampled.add(fit(labelled, drawn, outcome, edge, 0));
        }
        List<Integer> all = new ArrayList<>();
        patients.forEach(all::addAll);
        return new CalibrationRow(
                data.outcomes().outcomes().get(outcome).id(),
                horizon,
                patients.size(),
                labelled.eventCount(),
                fit(labelled, all, outcome, edge, Calibration.TRUST),
                resampled);
    }

    private Calibration fit(Labelled labelled, List<Integer> chosen, int outcome, int edge, double trust) {
        double[] risks = new double[chosen.size()];
        boolean[] events = new boolean[chosen.size()];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = raw.get(labelled.places().get(chosen.get(i)))[outcome][edge];
            events[i] = labelled.events()[chosen.get(i)];
        }
        return Calibration.fit(risks, events, trust);
    }
}
