package org.prodrome.reasoning.summary;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/**
 * Analytes that rose or fell. "Rose" and "fell": the last value differs from the first one of the look-back by at least the
 * analyte's meaningful change.
 */
final class TrendSentences {
    private static final int MONTH_TEXT = 7;

    private final SummaryFile file;

    TrendSentences(SummaryFile file) {
        this.file = file;
    }

    private record Trend(SummaryFile.Trend of, Point first, Point last, List<FhirReference> sources) {
        double size() {
            return Math.abs(last.value - first.value) / of.change();
        }
    }

    private record Point(LocalDate day, double value, FhirReference source) {}

    List<Sentence> of(Timeline timeline) {
        return file.trends().stream()
                .flatMap(trend -> trend(trend, timeline).stream())
                .filter(trend -> trend.size() >= 1)
                .sorted(Comparator.comparingDouble(Trend::size).reversed())
                .limit(file.mostTrends())
                .map(TrendSentences::sentence)
                .toList();
    }

    private Optional<Trend> trend(SummaryFile.Trend of, Timeline timeline) {
        LocalDate since = timeline.asOf().minusDays(file.trendDays());
        List<Point> points = timeline.entries().stream()
                .filter(entry -> entry.concept().equals(of.concept()))
                .flatMap(entry -> point(entry, timeline))
                .filter(point -> !point.day.isBefore(since))
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        List<FhirReference> sources =
                points.reversed().stream().map(Point::source).distinct().toList();
        return Optional.of(new Trend(of, points.getFirst(), points.getLast(), sources));
    }

    private static Stream<Point> point(TimelineEntry entry, Timeline timeline) {
        return entry.value() instanceof NormalisedValue.Number number
                ? Stream.of(new Point(
                        timeline.birthDate().plusDays(entry.age().value()),
                        number.number(),
                        entry.event().source()))
                : Stream.empty();
    }

    private static Sentence sentence(Trend trend) {
        String verb = trend.last.value > trend.first.value ? " rose from " : " fell from ";
        return new Sentence(
                trend.of.name() + verb + number(trend.first.value, trend.of) + " to "
                        + number(trend.last.value, trend.of) + " " + trend.of.unit() + " between "
                        + month(trend.first.day) + " and " + month(trend.last.day) + ".",
                trend.sources,
                Sentence.Kind.TREND);
    }

    private static String number(double value, SummaryFile.Trend of) {
        return String.format(Locale.ROOT, "%." + of.digits() + "f", value);
    }

    private static String month(LocalDate day) {
        return day.toString().substring(0, MONTH_TEXT);
    }
}
