package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.prodrome.reasoning.summary.Sentence;
import org.prodrome.reasoning.summary.Summary;

/** The cited summary: a sentence, then the button that opens its sources. */
final class SummaryPanel extends Section {
    private static final long serialVersionUID = 1;

    SummaryPanel(Summary summary, SourceOpener opener) {
        setId("summary");
        setClassName("panel");
        add(Html.heading("Summary"));
        var body = Html.div("box");
        summary.sentences().forEach(sentence -> body.add(paragraph(sentence, opener)));
        if (summary.sentences().isEmpty()) {
            body.add(new Paragraph("Nothing in the record could be summarised."));
        }
        add(body);
    }

    private static Paragraph paragraph(Sentence sentence, SourceOpener opener) {
        boolean conflict = sentence.kind() == Sentence.Kind.CONFLICT;
        Paragraph paragraph = new Paragraph();
        paragraph.setClassName(conflict ? "sentence conflict" : "sentence");
        paragraph.add(Html.span("", (conflict ? "\u25B2 " : "") + sentence.text() + " "));
        paragraph.add(new Citation(sentence.text(), sentence.sources(), opener));
        return paragraph;
    }
}
