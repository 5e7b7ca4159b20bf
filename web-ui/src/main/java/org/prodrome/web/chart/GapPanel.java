package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;

/** What could not be read and what could not be evaluated: in plain sight, never folded away. */
final class GapPanel extends Section {
    private static final long serialVersionUID = 1;

    /** @param released what the reader may see of the model's answer */
    GapPanel(List<Gap> gaps, List<Finding.InsufficientData> notEvaluated, ModelAnswer released, Runnable retry) {
        setId("gaps");
        setClassName("panel");
        add(Html.heading("Not read, not evaluated"));
        Div body = Html.div("box");
        List<Div> lines = new ArrayList<>();
        gaps.forEach(gap -> lines.add(line(gap.part(), gap.detail())));
        notEvaluated.forEach(finding -> lines.add(line(finding.headline(), String.join("; ", finding.missing()))));
        lines.addAll(ofModel(released, notEvaluated));
        lines.forEach(body::add);
        if (lines.isEmpty()) {
            body.add(Html.div("gap", Html.span("", "Everything asked for was read and evaluated.")));
        }
        if (!gaps.isEmpty()) {
            Button again = new Button("Read again", click -> retry.run());
            again.setId("read-again");
            body.add(again);
        }
        add(body);
    }

    /** What the model left unanswered: each outcome it declined, or all of them, unless that is told already. */
    private static List<Div> ofModel(ModelAnswer released, List<Finding.InsufficientData> told) {
        return switch (released) {
            case ModelAnswer.Unavailable unavailable ->
                told.stream().anyMatch(finding -> finding.missing().contains(unavailable.reason()))
                        ? List.of()
                        : List.of(line("Risks of the model", "none is shown: " + unavailable.reason()));
            case RiskProfile profile -> unanswered(profile);
        };
    }

    private static List<Div> unanswered(RiskProfile profile) {
        if (profile.risks().isEmpty() && profile.abstentions().isEmpty()) {
            return List.of(line("Risks of the model", "it answered nothing"));
        }
        return Declined.of(profile.abstentions()).stream()
                .map(declined -> line(declined.names(), "not answered by the model: " + declined.reason()))
                .toList();
    }

    private static Div line(String part, String detail) {
        var mark = Html.span("mark", "\u25CC");
        mark.getElement().setAttribute("aria-hidden", "true");
        return Html.div("gap", mark, new Div(Html.strong(part), Html.span("", " " + detail)));
    }
}
