package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.web.chart.WhyRow.Bar;

/** Per risk, the groups of events that raise or lower it, as signed bars with their sources. */
final class WhyPanel extends Section {
    private static final long serialVersionUID = 1;

    WhyPanel(RiskProfile profile, int horizonDays, SourceOpener opener, Runnable about) {
        setId("why");
        setClassName("panel");
        List<WhyRow> rows = WhyRow.of(profile, horizonDays);
        Div body = Html.div("box");
        if (rows.isEmpty()) {
            WhyNot.of(profile, horizonDays).forEach(words -> body.add(ReasoningPanels.gap(words)));
        } else {
            body.add(new Paragraph(about(horizonDays) + WhyNot.tried(profile)));
            rows.forEach(row -> body.add(risk(row, body.getChildren().count() == 1, opener)));
            WhyNot.unmoved(rows, profile, horizonDays).ifPresent(words -> body.add(ReasoningPanels.gap(words)));
        }
        body.add(new ModelLine(profile, about));
        add(Html.heading("Why"), body);
    }

    private static String about(int horizonDays) {
        return "What this model's answer rests on, not causes. A bar is the log-odds of the diagnosis within "
                + Words.horizon(horizonDays)
                + " with these entries, less the log-odds without them; all bars are on one scale.";
    }

    private static NativeDetails risk(WhyRow row, boolean open, SourceOpener opener) {
        Risk risk = row.risk();
        Span head = new Span(
                Html.strong(risk.outcome().name()),
                Html.span(
                        "muted",
                        " \u00B7 " + Words.percent(risk.probability()) + " within " + Words.horizon(risk.horizonDays())
                                + ", " + Words.interval(risk)));
        Div bars = Html.div("bars");
        row.bars().forEach(bar -> bars.add(bar(bar, opener)));
        if (row.more() > 0) {
            bars.add(Html.div(
                    "muted small",
                    Html.span("", row.more() == 1 ? "and 1 weaker one" : "and " + row.more() + " weaker ones")));
        }
        NativeDetails details = new NativeDetails(head, bars);
        details.setClassName("why");
        details.setOpen(open);
        return details;
    }

    private static Div bar(Bar bar, SourceOpener opener) {
        String sign = bar.raises() ? "raises" : "lowers";
        Span fill = Html.span("fill " + sign, "");
        fill.getStyle().set("width", String.format(Locale.ROOT, "%.1f%%", 50 * bar.length()));
        Div track = Html.div("track", fill);
        track.getElement().setAttribute("aria-hidden", "true");
        Div line = Html.div(
                "bar",
                Html.span("concept", bar.concept()),
                track,
                Html.span("figure", bar.figure()),
                Html.span("small muted", (bar.raises() ? "\u25B2 " : "\u25BC ") + sign));
        if (!bar.sources().isEmpty()) {
            line.add(new Citation(bar.concept(), bar.sources(), opener));
        }
        return line;
    }
}
