package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.CalibrationSample;
import org.prodrome.reasoning.model.Conformal;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;
import org.prodrome.reasoning.training.SharedCalibration.Fitted;

/**
 * Fits calibration and conformal sets per outcome and horizon on patients that the network was not trained on; calibration again
 * on bootstrap samples of these patients.
 */
final class CalibrationFit {

    private static final int RESAMPLES = 40;
    private static final double ALPHA = 0.1;

    private final SequenceData data;
    private final List<double[][]> raw;
    private final long seed;

    /** Raw risks are those of the tuning sequences, in their order. */
    CalibrationFit(SequenceData data, List<double[][]> raw, long seed) {
        this.data = data;
        this.raw = raw;
        this.seed = seed;
    }

    /**
     * Fits.
     *
     * @param patients who they are, in words: the package says so
     */
    CalibrationTable fit(List<Integer> horizons, List<Integer> edges, String patients) {
        int outcomes = data.outcomes().outcomes().size();
        CalibrationRow[][] rows = new CalibrationRow[outcomes][horizons.size()];
        for (int h = 0; h < horizons.size(); h++) {
            int horizon = horizons.get(h);
            int edge = edges.indexOf(horizon);
            List<Row> alone = IntStream.range(0, outcomes)
                    .mapToObj(o -> row(o, horizon, edge))
                    .toList();
            List<Fitted> together = SharedCalibration.drawnTogether(
                    alone.stream().map(Row::fitted).toList());
            for (int o = 0; o < outcomes; o++) {
                rows[o][h] = alone.get(o).with(together.get(o));
            }
        }
        return new CalibrationTable(
                "fitted on " + patients
                        + "; shifts and slopes drawn towards those of all outcomes at the horizon as far as chance"
                        + " explains their differences; intervals: 5% to 95% of " + RESAMPLES
                        + " bootstrap samples of these patients; conformal sets: one row per patient and kind",
                Arrays.stream(rows).flatMap(Arrays::stream).toList());
    }

    /** A row whose calibration is not settled yet. */
    private record Row(CalibrationRow of, Fitted fitted) {
        CalibrationRow with(Fitted settled) {
            return new CalibrationRow(
                    of.outcome(),
                    of.horizonDays(),
                    of.patients(),
                    of.events(),
                    settled.fit(),
                    settled.copies(),
                    of.conformal());
        }
    }

    private Row row(int outcome, int horizon, int edge) {
        Labelled labelled = Labelled.of(data.tuning(), outcome, horizon);
        double[] risks = labelled.places().stream()
                .mapToDouble(place -> raw.get(place)[outcome][edge])
                .toArray();
        int[] patientOf = patients(labelled);
        CalibrationSample sample = new CalibrationSample(risks, labelled.events(), labelled.weights(), patientOf);
        long rowSeed = seed + 31L * outcome + horizon;
        List<int[]> draws = draws(sample.patients(), rowSeed);
        Fitted fitted = new Fitted(
                sample.fit(sample.whole(), Calibration.TRUST),
                draws.stream().map(times -> sample.fit(times, 0)).toList(),
                sample.shift(sample.whole()),
                draws.stream().mapToDouble(sample::shift).toArray());
        CalibrationRow row = new CalibrationRow(
                data.outcomes().outcomes().get(outcome).id(),
                horizon,
                sample.patients(),
                sample.eventPatients(),
                fitted.fit(),
                fitted.copies(),
                Conformal.fit(
                        onePerPatient(risks, labelled.events(), patientOf, true, rowSeed),
                        onePerPatient(risks, labelled.events(), patientOf, false, rowSeed),
                        ALPHA));
        return new Row(row, fitted);
    }

    private int[] patients(Labelled labelled) {
        Map<Long, Integer> numbers = new HashMap<>();
        return labelled.places().stream()
                .mapToInt(place ->
                        numbers.computeIfAbsent(data.tuning().get(place).patient(), p -> numbers.size()))
                .toArray();
    }

    /** How often each patient is in each of the bootstrap samples; none without patients. */
    private static List<int[]> draws(int patients, long seed) {
        if (patients == 0) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> draws = new ArrayList<>();
        for (int r = 0; r < RESAMPLES; r++) {
            int[] times = new int[patients];
            for (int p = 0; p < times.length; p++) {
                times[random.nextInt(times.length)]++;
            }
            draws.add(times);
        }
        return draws;
    }

    /** The risk of one row of each patient who has a row with, or without, the event, drawn at random. */
    private static double[] onePerPatient(double[] risks, boolean[] events, int[] patientOf, boolean event, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, List<Integer>> rows = new HashMap<>();
        IntStream.range(0, risks.length)
                .filter(row -> events[row] == event)
                .forEach(row -> rows.computeIfAbsent(patientOf[row], p -> new ArrayList<>())
                        .add(row));
        return rows.values().stream()
                .mapToDouble(own -> risks[own.get(random.nextInt(own.size()))])
                .toArray();
    }
}
