package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.Span;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleState;

/** A shape and a word: nothing is said by colour alone (WCAG 2.2, 1.4.1). */
final class Mark {
    private Mark() {}

    static Span of(String className, String shape, String words) {
        Span icon = new Span(shape);
        icon.getElement().setAttribute("aria-hidden", "true");
        Span mark = Html.span("mark " + className, "");
        mark.removeAll();
        mark.add(icon, new Span(words));
        return mark;
    }

    static Span of(RuleState state) {
        return switch (state) {
            case ON -> of("on", "\u25CF", state.words());
            case PILOT -> of("pilot", "\u25D0", state.words());
            case SILENT -> of("silent", "\u25CB", state.words());
            case OFF -> of("off", "\u25A0", state.words());
        };
    }

    static Span of(Review review, String day) {
        String words = review.word().isEmpty() ? day : review.word() + ": " + day;
        return of(review == Review.EXPIRED ? "expired" : review == Review.SOON ? "soon" : "later", review.mark(), words);
    }
}
