package org.prodrome.reasoning.finding;

import java.util.Locale;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Risk;

/** A risk in words: natural frequencies, always with horizon, model version and basis. */
final class RiskWords {
    private static final int DAYS_PER_YEAR = 365;
    private static final int DAYS_PER_MONTH = 30;

    private RiskWords() {}

    static String headline(Risk risk) {
        return "Risk of " + risk.outcome().name() + " within " + period(risk.horizonDays()) + ": "
                + about(risk.probability()) + " in 100";
    }

    static String explanation(Risk risk, ModelVersion model, Thresholds.Alert alert) {
        Double baseline = risk.baseline();
        return "Of 100 people with a record like this, " + about(risk.probability()) + " ("
                + count(risk.low()) + " to " + count(risk.high()) + ") are diagnosed with "
                + risk.outcome().name() + " within " + period(risk.horizonDays())
                + (baseline == null ? "" : "; by age and sex alone, " + count(baseline)) + ". "
                + "Model " + model.name() + " " + model.version()
                + (model.synthetic()
                        ? ", trained on synthetic records: its figures say nothing about real patients. "
                        : ". ")
                + alert.citation() + ".";
    }

    /** As context on a rule's card: percent, since the reader has a decision of another kind before them. */
    static String context(Risk risk) {
        return "Risk of " + risk.outcome().name() + " within " + period(risk.horizonDays()) + ": "
                + percent(risk.probability()) + " (calibration interval " + percent(risk.low()) + " to "
                + percent(risk.high()) + ")";
    }

    /** The model by name and version, and what it was trained on where that matters. */
    static String of(ModelVersion model) {
        return "model " + model.name() + " " + model.version()
                + (model.synthetic() ? ", trained on synthetic records: it says nothing about real patients" : "");
    }

    /** One decimal; never none of them and never all. */
    private static String percent(double probability) {
        double percent = 100 * probability;
        if (percent < 0.05) {
            return "under 0.1%";
        }
        return percent >= 99.95 ? "over 99.9%" : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    static String period(int days) {
        if (days >= DAYS_PER_YEAR) {
            int years = Math.round(days / (float) DAYS_PER_YEAR);
            return years == 1 ? "1 year" : years + " years";
        }
        return days >= 2 * DAYS_PER_MONTH ? Math.round(days / (float) DAYS_PER_MONTH) + " months" : days + " days";
    }

    private static String about(double probability) {
        String count = count(probability);
        return Character.isDigit(count.charAt(0)) ? "about " + count : count;
    }

    /** Rounded, but never to none of them and never to all. */
    private static String count(double probability) {
        double of100 = probability * 100;
        if (of100 < 1) {
            return "fewer than 1";
        }
        return Math.round(of100) >= 100 ? "more than 99" : String.valueOf(Math.round(of100));
    }

    /** Three significant digits are what a tile can hold. */
    static String figure(double number) {
        return new java.math.BigDecimal(number)
                .round(new java.math.MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
