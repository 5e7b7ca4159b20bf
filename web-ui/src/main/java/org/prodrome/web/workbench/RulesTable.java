package org.prodrome.web.workbench;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.web.chart.Html;
import org.prodrome.web.chart.SeverityBadge;

/** A table whose head sorts it; on a narrow screen each row becomes a card whose figures name themselves. */
final class RulesTable extends NativeTable {
    private static final long serialVersionUID = 1;

    private final Map<RuleColumn, NativeTableHeaderCell> heads = new EnumMap<>(RuleColumn.class);
    private transient List<RuleRow> rows = List.of();
    private RuleColumn sorted = RuleColumn.RULE;
    private boolean falling;

    RulesTable() {
        setId("rules-table");
        setClassName("rules");
        setCaptionText("Rules of the site");
        NativeTableRow head = getHead().addRow();
        for (RuleColumn column : RuleColumn.values()) {
            NativeTableHeaderCell cell = head.addHeaderCell();
            cell.getElement().setAttribute("scope", "col");
            NativeButton button = new NativeButton(column.title(), click -> sort(column));
            button.setId("sort-" + column.id());
            cell.add(button);
            cell.setClassName(column.isCount() ? "count" : "");
            heads.put(column, cell);
        }
    }

    void show(List<RuleRow> shown) {
        rows = shown;
        fill();
    }

    private void sort(RuleColumn column) {
        falling = column == sorted ? !falling : column.isCount();
        sorted = column;
        fill();
    }

    /** The other way to sort, where the head is not shown. */
    void sortBy(RuleColumn column) {
        falling = column.isCount();
        sorted = column;
        fill();
    }

    private void fill() {
        heads.forEach((column, cell) -> cell.getElement()
                .setAttribute("aria-sort", column != sorted ? "none" : falling ? "descending" : "ascending"));
        Comparator<RuleRow> order = sorted.order().thenComparing(RuleRow::id);
        getBody().removeAll();
        rows.stream().sorted(falling ? order.reversed() : order).forEach(this::add);
    }

    private void add(RuleRow row) {
        NativeTableRow line = getBody().addRow();
        line.setId("rule-" + row.id());
        for (RuleColumn column : RuleColumn.values()) {
            Component content = cell(row, column);
            var cell = line.addDataCell();
            cell.getElement().setAttribute("data-label", column.title());
            cell.setClassName(column.isCount() ? "count" : "col-" + column.id());
            cell.add(content);
        }
    }

    private static Component cell(RuleRow row, RuleColumn column) {
        RuleVersion rule = row.rule().version();
        return switch (column) {
            case RULE -> {
                RouterLink link = new RouterLink(rule.title(), RuleView.class, RuleView.parameters(rule.id()));
                yield Html.div("rule-name", link, Html.span("muted small", rule.id()));
            }
            case STATE -> {
                var cell = Html.div("", Mark.of(row.state()));
                if (row.open() != null) {
                    cell.add(Mark.of("soon", "\u25B3", WorkbenchWords.of(row.open().status())));
                }
                yield cell;
            }
            case SEVERITY -> {
                var cell = Html.div("", new SeverityBadge(row.severity()));
                if (row.isLocal()) {
                    cell.add(Html.span("chip", "local"));
                }
                yield cell;
            }
            case VERSION -> new Span(rule.version());
            case OWNER -> new Span(rule.owner());
            case REVIEW -> Mark.of(row.review(), rule.reviewBy().toString());
            case FIRED -> number(row.counts().fired());
            case SHOWN -> number(row.counts().shown());
            case SUPPRESSED -> number(row.counts().suppressed());
            case OVERRIDDEN -> number(row.counts().overridden());
            case ACCEPTED -> number(row.counts().accepted());
        };
    }

    private static Span number(long count) {
        return new Span(Long.toString(count));
    }
}
