package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.Optional;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleChange;

/** What waits for a second person. */
final class WaitingPanel extends Section {
    private static final long serialVersionUID = 1;

    private WaitingPanel(List<RuleRow> waiting) {
        setId("waiting");
        setClassName("box waiting");
        UnorderedList list = new UnorderedList();
        waiting.forEach(row -> {
            RuleChange open = row.open();
            if (open != null) {
                RouterLink link = new RouterLink(
                        row.rule().version().title(), RuleView.class, RuleView.parameters(row.id()));
                list.add(new ListItem(link, new Span(": " + WorkbenchWords.of(open.status()))));
            }
        });
        add(Html.heading("For a second person"), list);
    }

    static Optional<WaitingPanel> of(List<RuleRow> rows) {
        List<RuleRow> waiting = rows.stream().filter(row -> row.open() != null).toList();
        return waiting.isEmpty() ? Optional.empty() : Optional.of(new WaitingPanel(waiting));
    }
}
