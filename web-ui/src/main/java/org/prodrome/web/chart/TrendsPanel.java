package org.prodrome.web.chart;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;

/** Each analyte measured at least twice: last value, when, its line, its sources. Old values look old. */
final class TrendsPanel extends Section {
    private static final long serialVersionUID = 1;
    private static final int SOURCES = 20;
    private static final long OLD_DAYS = 365;

    TrendsPanel(PatientRecord record, LocalDate today, SourceOpener opener) {
        setId("trends");
        setClassName("panel");
        Grid<Series> grid = new Grid<>();
        grid.setId("trends-grid");
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        grid.addColumn(Series::name).setHeader("Measured").setFlexGrow(2);
        grid.addComponentColumn(series -> series.last(today))
                .setHeader("Last value")
                .setFlexGrow(1);
        grid.addComponentColumn(Series::line)
                .setHeader("Course")
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(series -> series.points().size())
                .setHeader("Values")
                .setWidth("80px")
                .setFlexGrow(0);
        grid.addComponentColumn(series -> new Citation(series.name(), series.sources(), opener))
                .setHeader("Sources")
                .setWidth("90px")
                .setFlexGrow(0);
        grid.setItems(series(record));
        add(Html.div("box", grid));
    }

    private static List<Series> series(PatientRecord record) {
        Map<String, List<Measurement>> byName = record.events(Measurement.class)
                .filter(m -> m.value() instanceof Value.Quantity && m.time() != null)
                .collect(Collectors.groupingBy(
                        m -> m.concept().words() + "\n" + unit(m), TreeMap::new, Collectors.toList()));
        return byName.values().stream()
                .filter(points -> points.size() > 1)
                .map(points -> new Series(points.stream()
                        .sorted(Comparator.comparing(
                                Measurement::time, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList()))
                .toList();
    }

    private static String unit(Measurement measurement) {
        return measurement.value() instanceof Value.Quantity quantity ? quantity.unit() : "";
    }

    private record Series(List<Measurement> points) {
        String name() {
            return points.getFirst().concept().words();
        }

        Span last(LocalDate today) {
            Measurement last = points.getLast();
            var time = last.time();
            boolean old = time == null || ChronoUnit.DAYS.between(time.date(), today) > OLD_DAYS;
            String words = EventWords.of(last.value()) + " \u00B7 " + Words.date(time) + (old ? " (old)" : "");
            return Html.span(old ? "muted" : "", words);
        }

        com.vaadin.flow.component.Component line() {
            return Sparkline.ofValues(points.stream().map(Series::point).toList());
        }

        List<FhirReference> sources() {
            return points.reversed().stream()
                    .limit(SOURCES)
                    .map(Measurement::source)
                    .toList();
        }

        private static double[] point(Measurement m) {
            var time = m.time();
            double value = m.value() instanceof Value.Quantity quantity
                    ? quantity.number().doubleValue()
                    : Double.NaN;
            return new double[] {time == null ? 0 : time.date().toEpochDay(), value};
        }
    }
}
