package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.PatientRecord;

/** The resources behind a statement: what each says, its date, its reference and version, its codes. */
final class SourceDialog extends Dialog {
    private static final long serialVersionUID = 1;

    SourceDialog(PatientRecord record, List<FhirReference> sources) {
        setHeaderTitle(sources.size() == 1 ? "1 source" : sources.size() + " sources");
        setId("source-dialog");
        Set<String> wanted = sources.stream().map(FhirReference::literal).collect(Collectors.toSet());
        List<ClinicalEvent> events = record.events().stream()
                .filter(event -> wanted.contains(event.source().literal()))
                .toList();
        events.forEach(event -> add(source(event, record)));
        sources.stream()
                .filter(source -> events.stream()
                        .noneMatch(event -> event.source().literal().equals(source.literal())))
                .forEach(source -> add(Html.div("source", Html.span("muted", source.versioned()))));
        Button close = new Button("Close", click -> close());
        getFooter().add(close);
    }

    private static Div source(ClinicalEvent event, PatientRecord record) {
        Div source = Html.div(
                "source",
                Html.div("", Html.span("chip", EventWords.kind(event)), Html.span("strong", EventWords.of(event))));
        if (event instanceof NoteFinding finding) {
            NoteQuote.of(finding, record).ifPresent(source::add);
        }
        source.add(
                Html.div("muted", Html.span("", Words.date(event.time()) + " \u00B7 " + place(event))),
                Html.div("muted", Html.span("codes", EventWords.codes(event))));
        return source;
    }

    /** The resource and version; of what was read in a text, where in it. */
    private static String place(ClinicalEvent event) {
        String resource = event.source().versioned();
        return event instanceof NoteFinding finding
                ? resource + ", characters " + finding.start() + " to " + finding.end()
                : resource;
    }
}
