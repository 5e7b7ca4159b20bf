package org.prodrome.web.chart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.search.ReadProgress;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.Risk;

/** Figures and enumerations in words. */
final class Words {
    private static final int DAYS_PER_YEAR = 365;

    private Words() {}

    /** A day as precise as the source gave it; "date unknown" when it gave none. */
    static String date(@Nullable EventTime time) {
        if (time == null) {
            return "date unknown";
        }
        return switch (time.precision()) {
            case YEAR -> Integer.toString(time.date().getYear());
            case MONTH -> time.date().toString().substring(0, 7);
            case DAY, INSTANT -> time.date().toString();
        };
    }

    /** {@code 1 year}, {@code 3 years}, {@code 90 days}. */
    static String horizon(int days) {
        if (days % DAYS_PER_YEAR != 0) {
            return days + " days";
        }
        int years = days / DAYS_PER_YEAR;
        return years == 1 ? "1 year" : years + " years";
    }

    /** A probability as percent: one decimal below 10, {@code under 0.1%} at the bottom, never all of it at the top. */
    static String percent(double probability) {
        double percent = 100 * probability;
        if (percent < 0.1) {
            return "under 0.1%";
        }
        if (percent < 100 && percent > 99.5) {
            return percent > 99.9 ? "over 99.9%" : String.format(Locale.ROOT, "%.1f%%", percent);
        }
        return percent < 10 ? String.format(Locale.ROOT, "%.1f%%", percent) : Math.round(percent) + "%";
    }

    /** {@code 2.0% to 8.0%}; one figure where both ends read the same. */
    static String range(double low, double high) {
        return percent(low).equals(percent(high)) ? percent(low) : percent(low) + " to " + percent(high);
    }

    /** A risk's interval by its name: it is the calibration's alone. */
    static String interval(Risk risk) {
        return "calibration interval " + range(risk.low(), risk.high());
    }

    /** What the interval is, and what is not in it. */
    static String aboutInterval() {
        return "Calibration interval: the middle 90% of the calibration's bootstrap; it holds nothing of what the network"
                + " does not know or the record lacks.";
    }

    /** {@code 1,240 resources, 9 of 18 parts}. */
    static String progress(ReadProgress progress) {
        return String.format(
                Locale.ROOT,
                "%,d resources, %d of %d parts",
                progress.resources(),
                progress.partsDone(),
                progress.parts());
    }

    static String age(@Nullable LocalDate birth, LocalDate today) {
        return birth == null ? "age unknown" : ChronoUnit.YEARS.between(birth, today) + " y";
    }

    static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case WARNING -> "Warning";
            case INFO -> "Information";
        };
    }

    static String of(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /** What a card rests on, in one line. */
    static String of(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by ->
                "Rule " + by.rule().id() + " " + by.rule().version() + ", review by "
                        + by.rule().reviewBy();
            case Basis.ByModel by ->
                "Model " + by.model().name() + " " + by.model().version()
                        + (by.model().synthetic() ? ", trained on synthetic records" : "");
            case Basis.NotEvaluated ignored -> "Not evaluated";
        };
    }
}
