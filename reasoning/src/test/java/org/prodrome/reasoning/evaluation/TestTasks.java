package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.prodrome.reasoning.model.Outcome;

/** Object mother: made-up tasks whose true risks are known, four yearly rows per patient. */
final class TestTasks {

    private static final int ROWS_PER_PATIENT = 4;

    private TestTasks() {}

    /** Held-out and tuning rows; the oracle knows the true risk, others see it through more and more noise. */
    static TaskData task(int patients, int horizonDays, long seed) {
        TaskRows heldOut = rows(patients, horizonDays, seed);
        return new TaskData(
                new Outcome("type-2-diabetes", "type 2 diabetes"),
                horizonDays,
                0,
                7,
                Map.of("too little history", 3),
                Map.of(TaskData.PUBLISHED, "not computable: family history is not recorded"),
                null,
                Double.NaN,
                heldOut,
                rows(patients, horizonDays, seed + 1));
    }

    /** Rows of one split. */
    static TaskRows rows(int patients, int horizonDays, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Columns columns = new Columns(patients * ROWS_PER_PATIENT);
        for (int patient = 0; patient < patients; patient++) {
            double years = 30 + random.nextInt(50);
            double level = random.nextGaussian();
            boolean male = random.nextBoolean();
            for (int visit = 0; visit < ROWS_PER_PATIENT; visit++) {
                columns.add(
                        patient * ROWS_PER_PATIENT + visit, patient, years + visit, male, level, horizonDays, random);
            }
        }
        return columns.rows();
    }

    private static final class Columns {
        private final long[] patients;
        private final double[] years;
        private final String[] sex;
        private final String[] race;
        private final double[] days;
        private final boolean[] events;
        private final double[] weights;
        private final Map<String, double[]> probabilities = new LinkedHashMap<>();

        Columns(int size) {
            patients = new long[size];
            years = new double[size];
            sex = new String[size];
            race = new String[size];
            days = new double[size];
            events = new boolean[size];
            weights = new double[size];
        }

        void add(
                int i, long patient, double age, boolean male, double level, int horizonDays, SplittableRandom random) {
            double ageOnly = -4 + 0.04 * (age - 30);
            double truth = ageOnly + 1.2 * level;
            double rate = -Math.log1p(-logistic(truth)) / horizonDays;
            double onset = -Math.log(1 - random.nextDouble()) / rate;
            double observed = 400 + random.nextDouble(3000);
            patients[i] = patient;
            years[i] = age;
            sex[i] = male ? "male" : "female";
            race[i] = patient % 5 == 0 ? "Black or African American" : "White";
            days[i] = Math.min(onset, observed);
            events[i] = onset <= horizonDays && onset <= observed;
            weights[i] = events[i] || observed >= horizonDays ? 1 : 0;
            set(TaskData.MODEL, i, logistic(truth + 0.2 * random.nextGaussian()));
            set(TaskData.AGE_SEX, i, logistic(ageOnly));
            set(TaskData.COUNTS_REGRESSION, i, logistic(truth + 1.0 * random.nextGaussian()));
            set(TaskData.COUNTS_TREES, i, logistic(truth + 0.6 * random.nextGaussian()));
            set(TaskData.LAST_LABS, i, logistic(truth + 0.8 * random.nextGaussian()));
            set(TaskData.PUBLISHED, i, Double.NaN);
            set(TaskData.ORACLE, i, logistic(truth));
        }

        private void set(String predictor, int i, double probability) {
            probabilities.computeIfAbsent(predictor, name -> nothing())[i] = probability;
        }

        private double[] nothing() {
            double[] column = new double[patients.length];
            Arrays.fill(column, Double.NaN);
            return column;
        }

        private static double logistic(double logOdds) {
            return 1 / (1 + Math.exp(-logOdds));
        }

        TaskRows rows() {
            return new TaskRows(patients, years, sex, race, days, events, weights, probabilities);
        }
    }
}
