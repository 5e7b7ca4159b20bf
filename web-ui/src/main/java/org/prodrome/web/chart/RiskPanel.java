package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;

/** Each outcome's risk with its interval and verdict; what the model would not answer, and why. */
final class RiskPanel extends Section {
    private static final long serialVersionUID = 1;

    RiskPanel(ModelAnswer answer, LocalDate today) {
        setId("risks");
        setClassName("panel");
        add(Html.heading("Risks the model computed"));
        Div body = Html.div("box");
        switch (answer) {
            case RiskProfile profile -> fill(body, profile, today);
            case ModelAnswer.Unavailable unavailable -> body.add(noRisk(unavailable));
        }
        add(body);
    }

    /** Why there is no figure. */
    static Div noRisk(ModelAnswer.Unavailable unavailable) {
        Span mark = Html.span("mark", "\u25CC");
        mark.getElement().setAttribute("aria-hidden", "true");
        return Html.div("gap", mark, Html.span("", "No risk is shown: " + unavailable.reason()));
    }

    private static void fill(Div body, RiskProfile profile, LocalDate today) {
        RiskLine.of(profile, today).forEach(line -> body.add(row(line)));
        Declined.of(profile.abstentions()).forEach(declined -> body.add(row(declined)));
        Div basis = Html.div("muted basis", new Div(ModelWords.seen(profile)), new Div(ModelWords.model(profile)));
        if (!profile.risks().isEmpty()) {
            basis.add(new Div(Words.aboutInterval()), new Div(RiskLine.ABOUT_VERDICTS));
        }
        basis.setId("risks-basis");
        body.add(basis);
    }

    private static Div row(RiskLine line) {
        Div words = new Div(
                Html.span("", line.risk().outcome().name()),
                Html.div("muted small", Html.span("", line.frame())),
                verdict(line));
        Component course = line.course().<Component>map(Sparkline::ofCourse).orElseGet(() -> Html.span("", ""));
        return Html.div("risk", words, course, Html.span("figure", line.figure()));
    }

    private static Div verdict(RiskLine line) {
        Div verdict = Html.div("verdict small", Html.span("", line.verdict()));
        verdict.getElement()
                .setAttribute("data-verdict", line.risk().verdict().kind().name());
        return verdict;
    }

    private static Div row(Declined declined) {
        Div words = new Div(
                Html.span("", declined.names()),
                Html.div("muted small", Html.span("", "Not answered: " + declined.reason())));
        return Html.div("risk", words, Html.span("", ""), Html.span("figure muted", "\u2013"));
    }
}
