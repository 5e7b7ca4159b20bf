package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.prodrome.reasoning.finding.Severity;

/** Severity by shape, word and colour: never by colour alone (WCAG 2.2, 1.4.1). */
public final class SeverityBadge extends Span {
    private static final long serialVersionUID = 1;

    public SeverityBadge(Severity severity) {
        Span shape = new Span(shape(severity));
        shape.getElement().setAttribute("aria-hidden", "true");
        add(shape, new Span(Words.of(severity)));
        setClassName("severity " + severity.name().toLowerCase(Locale.ROOT));
    }

    private static String shape(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "\u2B22";
            case WARNING -> "\u25B2";
            case INFO -> "\u25CF";
        };
    }
}
