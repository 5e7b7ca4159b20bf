package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.finding.Finding;

/** What could not be read and what could not be evaluated: in plain sight, never folded away. */
final class GapPanel extends Section {
    private static final long serialVersionUID = 1;

    GapPanel(List<Gap> gaps, List<Finding.InsufficientData> notEvaluated, Runnable retry) {
        setId("gaps");
        setClassName("panel");
        add(Html.heading("Not read, not evaluated"));
        Div body = Html.div("box");
        gaps.forEach(gap -> body.add(line(gap.part(), gap.detail())));
        notEvaluated.forEach(finding -> body.add(line(finding.headline(), String.join("; ", finding.missing()))));
        if (gaps.isEmpty() && notEvaluated.isEmpty()) {
            body.add(Html.div("gap", Html.span("", "Everything asked for was read and evaluated.")));
        }
        if (!gaps.isEmpty()) {
            Button again = new Button("Read again", click -> retry.run());
            again.setId("read-again");
            body.add(again);
        }
        add(body);
    }

    private static Div line(String part, String detail) {
        var mark = Html.span("mark", "\u25CC");
        mark.getElement().setAttribute("aria-hidden", "true");
        return Html.div("gap", mark, new Div(Html.strong(part), Html.span("", " " + detail)));
    }
}
