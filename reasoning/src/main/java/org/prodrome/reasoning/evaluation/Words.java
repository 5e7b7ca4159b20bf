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
        return Double.isFinite(value) ? decimal(value, digits) : "n/a";
    }

    /** With a minus below 0, and none where all digits are. */
    private static String decimal(double value, int digits) {
        String size = String.format(Locale.ROOT, "%." + digits + "f", Math.abs(value));
        return value < 0 && size.chars().anyMatch(c -> c > '0' && c <= '9') ? "−" + size : size;
    }

    static String percent(double share) {
        double size = Math.abs(share);
        int digits = size == 0 || size >= 0.1 ? 0 : size >= 0.01 ? 1 : 2;
        return Double.isFinite(share) ? decimal(100 * share, digits) + "%" : "n/a";
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
