package org.prodrome.web.chart;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.PatientRecord;

/** Every event of the record, newest first, with its source; a filter over words. */
final class TimelinePanel extends Section {
    private static final long serialVersionUID = 1;

    TimelinePanel(PatientRecord record, SourceOpener opener) {
        setId("timeline");
        setClassName("panel");
        List<ClinicalEvent> events = record.events().stream()
                .sorted(Comparator.comparing(ClinicalEvent::time, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList();
        Grid<ClinicalEvent> grid = grid(record, opener);
        var rows = grid.setItems(events);
        TextField filter = new TextField("Filter");
        filter.setId("timeline-filter");
        filter.setPlaceholder("for example HbA1c");
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(change -> rows.setFilter(event -> matches(event, change.getValue())));
        Div body = Html.div("box", filter, grid);
        add(body);
    }

    private static Grid<ClinicalEvent> grid(PatientRecord record, SourceOpener opener) {
        Grid<ClinicalEvent> grid = new Grid<>();
        grid.setId("timeline-grid");
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        grid.addColumn(event -> Words.date(event.time()))
                .setHeader("Date")
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(EventWords::kind).setHeader("Kind").setWidth("110px").setFlexGrow(0);
        grid.addComponentColumn(event -> what(event, record)).setHeader("What").setFlexGrow(1);
        grid.addComponentColumn(event -> new Citation(EventWords.of(event), List.of(event.source()), opener))
                .setHeader("Source")
                .setWidth("84px")
                .setFlexGrow(0);
        return grid;
    }

    /** In words; what was read in a text with its sentence. */
    private static Div what(ClinicalEvent event, PatientRecord record) {
        Div what = Html.div("", Html.span("", EventWords.of(event)));
        if (event instanceof NoteFinding finding) {
            NoteQuote.of(finding, record).ifPresent(what::add);
        }
        return what;
    }

    private static boolean matches(ClinicalEvent event, String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || (EventWords.kind(event) + " " + EventWords.of(event))
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }
}
