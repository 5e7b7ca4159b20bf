package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.time.ZoneId;
import java.util.List;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.Staff;

/** Every change that was ever asked for, the latest first. */
final class HistoryPanel extends Section {
    private static final long serialVersionUID = 1;

    HistoryPanel(RuleDescription rule, List<RuleChange> changes, Staff reader, ZoneId zone) {
        setId("history");
        setClassName("box");
        add(Html.heading("History"));
        if (changes.isEmpty()) {
            add(new Paragraph("Nobody has changed this rule here."));
            return;
        }
        OrderedList list = new OrderedList();
        list.setClassName("history");
        changes.forEach(change -> list.add(item(rule, change, reader, zone)));
        add(list);
    }

    private static ListItem item(RuleDescription rule, RuleChange change, Staff reader, ZoneId zone) {
        Div lines = new Div();
        lines.add(Html.div(
                "",
                Html.strong(WorkbenchWords.of(change.status())),
                Html.span(
                        "muted small",
                        " \u00B7 version " + change.version() + " \u00B7 " + WorkbenchWords.time(change.at(), zone)
                                + " \u00B7 by " + WorkbenchWords.who(change.by(), reader))));
        WorkbenchWords.differences(rule, change.from(), change.to())
                .forEach(line -> lines.add(Html.div("", Html.span("", line))));
        lines.add(Html.div("muted small", Html.span("", "Reason: " + change.reason())));
        RuleChange.Decided decided = change.decision();
        if (decided != null) {
            String why = decided.reason() == null ? "" : ": " + decided.reason();
            lines.add(Html.div(
                    "muted small",
                    Html.span(
                            "",
                            WorkbenchWords.of(change.status()) + " by " + WorkbenchWords.who(decided.by(), reader) + ", "
                                    + WorkbenchWords.time(decided.at(), zone) + why)));
        }
        return new ListItem(lines);
    }
}
