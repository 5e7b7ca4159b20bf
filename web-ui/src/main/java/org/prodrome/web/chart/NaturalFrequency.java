package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.prodrome.reasoning.model.Risk;

/** A risk as "about 12 of 100 people with a record like this", with a hundred dots; under 1 of 100, of 1,000. */
final class NaturalFrequency extends Div {
    private static final long serialVersionUID = 1;
    private static final int DOTS = 100;
    private static final int MANY = 1_000;

    NaturalFrequency(Risk risk) {
        setClassName("frequency");
        add(dots((int) Math.min(DOTS - 1, Math.round(risk.probability() * DOTS))));
        String baseline = risk.baseline() == null ? "" : "; age and sex alone: " + people(risk.baseline());
        Span strong = Html.strong(about(people(risk.probability())));
        Span rest = new Span(" people with a record like this are diagnosed with "
                + risk.outcome().name() + " within " + Words.horizon(risk.horizonDays()) + " ");
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

    /** At the beginning of a sentence. */
    private static String about(String people) {
        return Character.isDigit(people.charAt(0))
                ? "About " + people
                : Character.toUpperCase(people.charAt(0)) + people.substring(1);
    }

    private static String people(double probability) {
        return probability < 0.01 ? count(probability, MANY) + " of 1,000" : count(probability, DOTS) + " of 100";
    }

    private static String count(double bound, Risk risk) {
        return count(bound, risk.probability() < 0.01 ? MANY : DOTS);
    }

    /** Rounded, but never to none of them and never to all. */
    private static String count(double probability, int people) {
        long count = Math.round(probability * people);
        if (count == 0) {
            return "fewer than 1";
        }
        return count >= people ? "more than " + (people - 1) : Long.toString(count);
    }
}
