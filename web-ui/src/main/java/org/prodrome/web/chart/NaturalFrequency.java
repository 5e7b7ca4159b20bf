package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.prodrome.reasoning.model.Risk;

/** A risk as "about 12 of 100 people with a record like this", with a hundred dots; under 1 of 100, of 1,000. */
final class NaturalFrequency extends Div {
    private static final long serialVersionUID = 1;
    private static final int DOTS = 100;

    NaturalFrequency(Risk risk) {
        setClassName("frequency");
        long of100 = Math.round(risk.probability() * DOTS);
        add(dots((int) of100));
        String baseline = risk.baseline() == null ? "" : "; age and sex alone: " + people(risk.baseline());
        Span strong = Html.strong("About " + people(risk.probability()));
        Span rest = new Span(
                " people with a record like this are diagnosed within " + Words.horizon(risk.horizonDays()) + " ");
        Span interval = Html.span(
                "muted",
                "(calibration interval " + count(risk.low(), risk) + " to " + count(risk.high(), risk) + baseline
                        + ")");
        add(new Div(strong, rest, interval));
    }

    private static Div dots(int filled) {
        Div dots = Html.div("dots");
        dots.getElement().setAttribute("aria-hidden", "true");
        for (int i = 0; i < DOTS; i++) {
            dots.add(Html.span(i < filled ? "dot on" : "dot", ""));
        }
        return dots;
    }

    private static String people(double probability) {
        return probability < 0.01
                ? Math.round(probability * 1_000) + " of 1,000"
                : Math.round(probability * DOTS) + " of 100";
    }

    private static String count(double bound, Risk risk) {
        return Long.toString(Math.round(bound * (risk.probability() < 0.01 ? 1_000 : DOTS)));
    }
}
