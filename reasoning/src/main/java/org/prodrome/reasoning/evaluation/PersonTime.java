package org.prodrome.reasoning.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Person-time in which patients could be asked about, by who lived it.
 *
 * @param stretches one per patient who has an index date; none where the time is not known
 */
record PersonTime(List<Stretch> stretches) {
    PersonTime {
        stretches = List.copyOf(stretches);
    }

    static PersonTime unknown() {
        return new PersonTime(List.of());
    }

    /**
     * From the first eligible day of one patient to the last.
     *
     * @param sex word for the sex
     * @param race word for race or ethnicity
     * @param fromYears age at its beginning
     * @param toYears age at its end, not below
     */
    record Stretch(String sex, String race, double fromYears, double toYears) {
        Stretch {
            if (!(fromYears <= toYears)) {
                throw new IllegalArgumentException(
                        "person-time: expected an end at " + fromYears + " years or later, got " + toYears);
            }
        }

        double years() {
            return toYears - fromYears;
        }

        /** Each within one band of ages. */
        List<Stretch> byBand(Protocol protocol) {
            List<Stretch> parts = new ArrayList<>();
            double from = fromYears;
            for (Protocol.AgeBand band : protocol.ageBands()) {
                if (band.fromYears() > from && band.fromYears() < toYears) {
                    parts.add(new Stretch(sex, race, from, band.fromYears()));
                    from = band.fromYears();
                }
            }
            parts.add(new Stretch(sex, race, from, toYears));
            return parts;
        }
    }

    /** To three significant digits: a whole ratio of two counts gives the counts away, those held back too. */
    static double shown(double datesPerYear) {
        return Double.isFinite(datesPerYear)
                ? new BigDecimal(datesPerYear).round(new MathContext(3)).doubleValue()
                : datesPerYear;
    }

    /** Of everybody; 0 where it is not known. */
    double years() {
        return stretches.stream().mapToDouble(Stretch::years).sum();
    }

    /**
     * Index dates of a group in a person-year of it; NaN without any.
     *
     * <p>Time counts where it was lived: of one patient a part may be in one age band, and a part in the next.
     *
     * @param dates every index date of the patients, whether or not its outcome is known
     */
    double datesPerYear(Dimension dimension, String group, TaskRows dates, Protocol protocol) {
        double years = stretches.stream()
                .flatMap(stretch -> stretch.byBand(protocol).stream())
                .filter(part -> dimension
                        .group(part.sex(), part.fromYears(), part.race(), protocol)
                        .equals(group))
                .mapToDouble(Stretch::years)
                .sum();
        long asked = IntStream.range(0, dates.size())
                .filter(i -> dimension.group(dates, i, protocol).equals(group))
                .count();
        return years > 0 ? asked / years : Double.NaN;
    }
}
