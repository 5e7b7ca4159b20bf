package org.prodrome.web.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One axis of a plot: where it begins, where it ends, and what stands beside it.
 *
 * @param from its lowest value
 * @param to its highest, above the lowest
 * @param ticks marked values, rising
 */
record PlotAxis(double from, double to, List<Tick> ticks) {
    private static final int MOST_RISK_TICKS = 5;
    private static final int SHORT_SPAN_DAYS = 500;
    private static final int MONTHS_PER_QUARTER = 3;
    private static final double LOWEST_TOP_PERCENT = 1;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    PlotAxis {
        ticks = List.copyOf(ticks);
        if (!(from < to)) {
            throw new IllegalArgumentException("axis: expected from < to");
        }
    }

    /** A marked value and its words. */
    record Tick(double at, String words) {}

    /** From nothing up to a round figure that holds the highest probability; a tiny risk is not blown up to fill the plot. */
    static PlotAxis ofRisk(double highest) {
        double top = Math.max(100 * highest, LOWEST_TOP_PERCENT);
        double step = step(top / MOST_RISK_TICKS);
        int steps = (int) Math.ceil(top / step - 1e-9);
        List<Tick> ticks = IntStream.rangeClosed(0, steps)
                .mapToObj(i -> new Tick(i * step / 100, percent(i * step)))
                .toList();
        return new PlotAxis(0, ticks.getLast().at(), ticks);
    }

    /** Days since 1970, marked at years, in a short span at quarters; never fewer than one mark. */
    static PlotAxis ofDays(LocalDate first, LocalDate last) {
        LocalDate from = first.equals(last) ? first.minusYears(1) : first;
        boolean isShort = from.until(last, java.time.temporal.ChronoUnit.DAYS) < SHORT_SPAN_DAYS;
        List<Tick> ticks = isShort ? quarters(from, last) : years(from, last);
        return new PlotAxis(
                from.toEpochDay(), last.toEpochDay(), ticks.isEmpty() ? List.of(tick(last, last.toString())) : ticks);
    }

    /** Where a value stands, 0 at the axis's beginning and 1 at its end. */
    double share(double value) {
        return (value - from) / (to - from);
    }

    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : STEPS) {
            if (step * power >= atLeast - 1e-9) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String percent(double percent) {
        BigDecimal exact = new BigDecimal(percent).setScale(2, java.math.RoundingMode.HALF_UP);
        return (exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString()) + "%";
    }

    private static List<Tick> years(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear())
                .mapToObj(year -> tick(LocalDate.of(year, 1, 1), Integer.toString(year)))
                .filter(tick -> tick.at() >= from.toEpochDay())
                .toList();
    }

    private static List<Tick> quarters(LocalDate from, LocalDate to) {
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate day = LocalDate.of(from.getYear(), 1, 1);
                !day.isAfter(to);
                day = day.plusMonths(MONTHS_PER_QUARTER)) {
            if (!day.isBefore(from)) {
                ticks.add(tick(day, day.toString().substring(0, 7)));
            }
        }
        return ticks;
    }

    private static Tick tick(LocalDate day, String words) {
        return new Tick(day.toEpochDay(), words);
    }
}
