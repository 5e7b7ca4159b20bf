package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.advice.CardSnapshot;

/** A card of order entry, as it was shown there; it is decided there too. */
final class ShownBefore extends Article {
    private static final long serialVersionUID = 1;

    ShownBefore(CardSnapshot card) {
        Severity severity = Severity.valueOf(card.severity());
        setClassName("box suggestion " + card.severity().toLowerCase(java.util.Locale.ROOT));
        getElement().setAttribute("data-source", card.sourceId());
        getElement().setAttribute("tabindex", "-1");
        add(Html.div("", new SeverityBadge(severity), Html.span("chip", "from order entry")));
        add(new H3(card.summary()), new Paragraph(card.explanation()));
        addRow("Because", card.because());
        addRow("Argues against", card.against());
        addRow("Missing or not evaluated", card.missing());
        addRow("Context, no reason by itself", card.risks());
        add(Html.div("row", Html.span("", card.source())));
        add(Html.div("row", Html.strong("Decide on it in the EHR's order entry.")));
    }

    private void addRow(String title, java.util.List<String> lines) {
        if (!lines.isEmpty()) {
            add(Html.div("row", Html.strong(title), Html.span("", String.join("; ", lines))));
        }
    }
}
