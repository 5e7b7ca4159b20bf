package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.Optional;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.note.NoteFindings;

/** The sentence a finding was read in, its words marked. The sentence is a patient's text: always text, never markup. */
final class NoteQuote extends Div {
    private static final long serialVersionUID = 1;

    private NoteQuote(NoteFinding finding, String text) {
        setClassName("note-quote");
        if (!finding.section().isEmpty()) {
            add(Html.span("muted", finding.section() + ": "));
        }
        add(new Span(text.substring(finding.sentenceStart(), finding.start())));
        Element mark = new Element("mark");
        mark.setText(text.substring(finding.start(), finding.end()));
        getElement().appendChild(mark);
        add(new Span(text.substring(finding.end(), finding.sentenceEnd())));
    }

    /** Empty when the record no longer has the text. */
    static Optional<NoteQuote> of(NoteFinding finding, PatientRecord record) {
        return NoteFindings.textOf(finding, record).map(text -> new NoteQuote(finding, text));
    }
}
