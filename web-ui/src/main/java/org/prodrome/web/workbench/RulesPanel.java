package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleState;

/** The table of rules with its filters; sorting is the table's own. */
final class RulesPanel extends Section {
    private static final long serialVersionUID = 1;

    private final transient List<RuleRow> rows;
    private final RulesTable table = new RulesTable();
    private final TextField words = new TextField("Title, id or owner");
    private final Select<RuleState> state = new Select<>();
    private final Select<Severity> severity = new Select<>();
    private final Paragraph found = new Paragraph();

    RulesPanel(List<RuleRow> rows) {
        this.rows = rows;
        words.setId("filter-words");
        words.setClearButtonVisible(true);
        words.setValueChangeMode(ValueChangeMode.EAGER);
        words.addValueChangeListener(change -> show());
        choice(state, "State", "filter-state", RuleState.values());
        state.setItemLabelGenerator(one -> one == null ? "Every state" : one.words());
        choice(severity, "Severity", "filter-severity", Severity.values());
        severity.setItemLabelGenerator(one -> one == null ? "Every severity" : WorkbenchWords.of(one));
        Select<RuleColumn> order = new Select<>();
        order.setLabel("Sort by");
        order.setId("sort-by");
        order.setItems(RuleColumn.values());
        order.setItemLabelGenerator(RuleColumn::title);
        order.setValue(RuleColumn.RULE);
        order.addValueChangeListener(change -> table.sortBy(change.getValue()));
        found.setId("rules-found");
        found.getElement().setAttribute("role", "status");
        Div filters = Html.div("choice filters", words, state, severity, order);
        filters.getElement().setAttribute("role", "search");
        add(filters, found, table);
        show();
    }

    @SafeVarargs
    private <E> void choice(Select<E> select, String label, String id, E... items) {
        select.setLabel(label);
        select.setId(id);
        select.setItems(items);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption("Every " + label.toLowerCase(Locale.ROOT));
        select.addValueChangeListener(change -> show());
    }

    private void show() {
        List<RuleRow> matching = rows.stream().filter(this::matches).toList();
        found.setText(matching.size() + " of " + rows.size() + " rules");
        table.show(matching);
    }

    private boolean matches(RuleRow row) {
        RuleVersion rule = row.rule().version();
        String text = (rule.title() + " " + rule.id() + " " + rule.owner()).toLowerCase(Locale.ROOT);
        return text.contains(words.getValue().strip().toLowerCase(Locale.ROOT))
                && (state.isEmpty() || state.getValue() == row.state())
                && (severity.isEmpty() || severity.getValue() == row.severity());
    }
}
