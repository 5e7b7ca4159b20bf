package org.prodrome.cohort.oracle;

import java.util.List;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Sex;

/**
 * Deaths a day by sex and age, of all causes but the planted diseases: log-linear between the middles of five-year bands, constant
 * outside them. Immutable.
 */
final class LifeTable {
    static final int BAND_YEARS = 5;
    static final int BANDS = 22;

    /** (sexes, bands): natural logarithm of deaths a day. */
    private final double[][] logRates;

    private LifeTable(double[][] logRates) {
        this.logRates = logRates;
    }

    double perDay(Sex sex, double day) {
        double[] rates = logRates[sex.ordinal()];
        double place = Math.clamp(Days.years(day) / BAND_YEARS - 0.5, 0, BANDS - 1);
        int below = Math.min((int) place, BANDS - 2);
        return Math.exp(rates[below] + (place - below) * (rates[below + 1] - rates[below]));
    }

    /** Adds up deaths and the time at risk of them. */
    static final class Tally {
        /** Gompertz's law (1825): human death rates grow by about 9 % a year of age; only where a band saw few deaths. */
        private static final double GROWTH_PER_YEAR = 0.09;

        /** Deaths that the law counts for in each band, beside those that were seen. */
        private static final double DEATHS_OF_THE_LAW = 2;

        private final double[][] deaths = new double[Sex.values().length][BANDS];
        private final double[][] days = new double[Sex.values().length][BANDS];

        /**
         * Adds a life from the day on which a death would have been known: nobody could be seen to die before. Deaths that are expected
         * of a diagnosed planted disease are not of other causes.
         */
        void life(Person person, List<Hypothesis> hypotheses) {
            Sex sex = person.risk().sex();
            for (int band = 0; band < BANDS; band++) {
                double start = band * BAND_YEARS * Days.PER_YEAR;
                double from = Math.max(start, person.firstDay());
                double to = band == BANDS - 1 ? Double.MAX_VALUE : start + BAND_YEARS * Days.PER_YEAR;
                days[sex.ordinal()][band] += Math.max(0, Math.min(to, person.lastDay()) - from);
                boolean died = person.isDead() && person.lastDay() >= from && person.lastDay() < to;
                deaths[sex.ordinal()][band] += (died ? 1 : 0) - planted(person, hypotheses, from, to);
            }
        }

        private static double planted(Person person, List<Hypothesis> hypotheses, double from, double to) {
            double expected = 0;
            for (Hypothesis hypothesis : hypotheses) {
                Integer diagnosis = person.diagnoses().get(hypothesis.disease().id());
                if (diagnosis != null) {
                    double span = Math.min(to, person.lastDay()) - Math.max(from, diagnosis);
                    expected += Math.max(0, span) * hypothesis.deathsPerDay();
                }
            }
            return expected;
        }

        LifeTable table() {
            double[][] logs = new double[deaths.length][BANDS];
            for (int sex = 0; sex < logs.length; sex++) {
                double level = level(sex);
                for (int band = 0; band < BANDS; band++) {
                    double law = level * growth(band);
                    double seen = Math.max(0, deaths[sex][band]);
                    logs[sex][band] =
                            Math.log((seen + DEATHS_OF_THE_LAW) / (days[sex][band] + DEATHS_OF_THE_LAW / law));
                }
            }
            return new LifeTable(logs);
        }

        private double level(int sex) {
            double seen = 0.5;
            double expected = 1;
            for (int band = 0; band < BANDS; band++) {
                seen += Math.max(0, deaths[sex][band]);
                expected += days[sex][band] * growth(band);
            }
            return seen / expected;
        }

        private static double growth(int band) {
            return Math.exp(GROWTH_PER_YEAR * (band + 0.5) * BAND_YEARS);
        }
    }
}
