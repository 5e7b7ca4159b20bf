package org.prodrome.reasoning.evaluation;

import java.util.Locale;

/** Figures and times as readers see them. */
final class Words {

    private static final int DAYS_PER_YEAR = 365;

    private Words() {}

    static String within(int days) {
        return days % DAYS_PER_YEAR != 0
                ? days + " days"
                : days == DAYS_PER_YEAR ? "1 year" : days / DAYS_PER_YEAR + " years";
    }

    static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "n/a";
    }

    static String percent(double share) {
        double size = Math.abs(share);
        int digits = size == 0 || size >= 0.1 ? 0 : size >= 0.01 ? 1 : 2;
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%." + digits + "f%%", 100 * share) : "n/a";
    }

    /** With its sign, whatever it is. */
    static String signed(double value, int digits) {
        return (value < 0 ? "−" : "+") + number(Math.abs(value), digits);
    }

    /** With its interval, or the reason why there is none. */
    static String figure(Figure figure, int digits) {
        if (!figure.known()) {
            return "n/a" + (figure.missing() == null ? "" : " (" + figure.missing() + ")");
        }
        return number(figure.value(), digits)
                + (Double.isNaN(figure.interval().low())
                        ? ""
                        : " (" + number(figure.interval().low(), digits) + " to "
                                + number(figure.interval().high(), digits) + ")");
    }
}
