package org.prodrome.reasoning.model;

import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ExpectedValues.Analyte;

/**
 * The values of one code that a read sees, added from the oldest on. Not thread-safe.
 *
 * <p>Single values scatter; a disease shows in how the last years depart from what is usual for the patient. So beside plain figures
 * there are those of a linear mixed model: {@link ExpectedValues} foretells each value but for an offset of the patient, and
 * a rise that began so many years ago is told by Rao's score statistic, in which that offset is integrated out.
 */
final class SeenValues {

    /** What is told of them. */
    enum Kind {
        VALUES,
        DAYS_SINCE,
        LAST,
        SMALLEST,
        LARGEST,
        MEAN,
        /** The patient's offset as far as it is known, in standard deviations between patients. */
        LEVEL,
        /** The last departure from what is expected, in standard deviations within a patient. */
        LAST_DEPARTURE,
        /** The mean departure, each weighed by {@code exp(-2 * years ago)}, less the offset; in deviations within a patient. */
        RECENT_DEPARTURE,
        /** How clearly a steady rise shows that began so long ago: the score over its standard deviation. */
        RISE_OF_1_YEAR,
        RISE_OF_2_YEARS,
        RISE_OF_4_YEARS,
        RISE_OF_8_YEARS,
        /** The score for a rise by one deviation within a patient: such scores of several analytes add up as evidence does. */
        SCORE_OF_1_YEAR,
        SCORE_OF_2_YEARS,
        SCORE_OF_4_YEARS,
        SCORE_OF_8_YEARS
    }

    private static final double DAYS_PER_YEAR = 365.25;
    private static final double MEMORY_YEARS = 0.5;
    private static final int[] RISES_YEARS = {1, 2, 4, 8};

    private final float now;
    private final @Nullable Analyte analyte;
    private final Rise[] rises = new Rise[RISES_YEARS.length];
    private int count;
    private double sum;
    private double departures;
    private double weighed;
    private double weights;
    private double lastDeparture = Double.NaN;
    private float last = Float.NaN;
    private float lastAge = Float.NaN;
    private float smallest = Float.POSITIVE_INFINITY;
    private float largest = Float.NEGATIVE_INFINITY;

    /** Of a code whose values are expected as that analyte's; null where nothing is expected. */
    SeenValues(float now, @Nullable Analyte analyte) {
        this.now = now;
        this.analyte = analyte;
        for (int i = 0; i < rises.length; i++) {
            rises[i] = new Rise(RISES_YEARS[i]);
        }
    }

    /**
     * The next value.
     *
     * @param departure from what is expected; ignored where nothing is
     */
    void add(float value, float age, double departure) {
        count++;
        sum += value;
        last = value;
        lastAge = age;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
        if (analyte == null) {
            return;
        }
        double years = (now - age) / DAYS_PER_YEAR;
        double weight = Math.exp(-years / MEMORY_YEARS);
        departures += departure;
        lastDeparture = departure;
        weighed += weight * departure;
        weights += weight;
        for (Rise rise : rises) {
            rise.add(years, departure);
        }
    }

    /** NaN where the values cannot tell it. */
    float tell(Kind kind) {
        return (float)
                switch (kind) {
                    case VALUES -> count;
                    case DAYS_SINCE -> now - lastAge;
                    case LAST -> last;
                    case SMALLEST -> smallest;
                    case LARGEST -> largest;
                    case MEAN -> sum / count;
                    case LEVEL -> analyte == null ? Double.NaN : offset(analyte) / analyte.between();
                    case LAST_DEPARTURE -> analyte == null ? Double.NaN : lastDeparture / analyte.within();
                    case RECENT_DEPARTURE ->
                        analyte == null ? Double.NaN : (weighed / weights - offset(analyte)) / analyte.within();
                    case RISE_OF_1_YEAR -> rise(0);
                    case RISE_OF_2_YEARS -> rise(1);
                    case RISE_OF_4_YEARS -> rise(2);
                    case RISE_OF_8_YEARS -> rise(3);
                    case SCORE_OF_1_YEAR -> score(0);
                    case SCORE_OF_2_YEARS -> score(1);
                    case SCORE_OF_4_YEARS -> score(2);
                    case SCORE_OF_8_YEARS -> score(3);
                };
    }

    /** How much of the mean departure is the patient's own, per value: the more values, the more. */
    private double share(Analyte of) {
        double between = of.between() * of.between();
        return between / (of.within() * of.within() + count * between);
    }

    private double offset(Analyte of) {
        return share(of) * departures;
    }

    private double score(int rise) {
        return analyte == null || rises[rise].seen == 0
                ? Double.NaN
                : rises[rise].score(share(analyte), departures) / analyte.within();
    }

    private double rise(int rise) {
        if (analyte == null || rises[rise].seen == 0) {
            return Double.NaN;
        }
        double share = share(analyte);
        double information = rises[rise].information(share);
        return information > 0
                ? rises[rise].score(share, departures) / Math.sqrt(information) / analyte.within()
                : Double.NaN;
    }

    /** Sums over a rise that is 0 until some years ago and 1 now. */
    private static final class Rise {
        private final double years;
        private double seen;
        private double squares;
        private double products;

        Rise(double years) {
            this.years = years;
        }

        void add(double yearsAgo, double departure) {
            double height = Math.max(0, 1 - yearsAgo / years);
            seen += height;
            squares += height * height;
            products += height * departure;
        }

        double score(double share, double departures) {
            return products - share * seen * departures;
        }

        double information(double share) {
            return squares - share * seen * seen;
        }
    }
}
