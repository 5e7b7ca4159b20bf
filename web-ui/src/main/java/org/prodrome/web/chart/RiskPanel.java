package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** Each outcome's risk over the horizons, with its interval; what the model would not answer, and why. */
final class RiskPanel extends Section {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_HORIZON_DAYS = 3 * 365;

    RiskPanel(ModelAnswer answer) {
        setId("risks");
        setClassName("panel");
        add(Html.heading("Risks the model computed"));
        Div body = Html.div("box");
        switch (answer) {
            case RiskProfile profile -> fill(body, profile);
            case ModelAnswer.Unavailable unavailable ->
                body.add(Html.div(
                        "gap",
                        Html.span("mark", "\u25CC"),
                        Html.span("", "No risk was computed: " + unavailable.reason())));
        }
        add(body);
    }

    private static void fill(Div body, RiskProfile profile) {
        Map<Outcome, List<Risk>> byOutcome = profile.risks().stream().collect(Collectors.groupingBy(Risk::outcome));
        byOutcome.values().stream()
                .sorted(Comparator.comparingDouble(
                                (List<Risk> risks) -> shown(risks).probability())
                        .reversed())
                .forEach(risks -> body.add(row(risks)));
        profile.abstentions().forEach(abstention -> body.add(row(abstention)));
        body.add(Html.div("muted basis", Html.span("", basis(profile))));
    }

    private static String basis(RiskProfile profile) {
        return "Model " + profile.model().name() + " " + profile.model().version() + " on "
                + profile.model().device() + "; it saw " + profile.eventsSeen() + " of " + profile.eventsInRecord()
                + " dated events.";
    }

    private static Risk shown(List<Risk> risks) {
        return risks.stream()
                .min(Comparator.comparingInt(risk -> Math.abs(risk.horizonDays() - SHOWN_HORIZON_DAYS)))
                .orElseThrow();
    }

    private static Div row(List<Risk> risks) {
        Risk shown = shown(risks);
        String baseline = shown.baseline() == null ? "" : "; age and sex alone: " + Words.percent(shown.baseline());
        Div words = new Div(
                Html.span("", shown.outcome().name()),
                Html.div(
                        "muted small",
                        Html.span(
                                "",
                                "within " + Words.horizon(shown.horizonDays()) + " \u00B7 " + Words.percent(shown.low())
                                        + " to " + Words.percent(shown.high()) + baseline)));
        return Html.div(
                "risk", words, Sparkline.ofRisks(risks), Html.span("figure", Words.percent(shown.probability())));
    }

    private static Div row(Abstention abstention) {
        Div words = new Div(
                Html.span("", abstention.outcome().name()),
                Html.div("muted small", Html.span("", abstention.reason())));
        return Html.div("risk", words, Html.span("", ""), Html.span("figure muted", "\u2013"));
    }
}
