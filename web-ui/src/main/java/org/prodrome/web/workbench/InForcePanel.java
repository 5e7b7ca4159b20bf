package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleDescription.Parameter;
import org.prodrome.web.chart.Html;
import org.prodrome.web.chart.SeverityBadge;
import org.prodrome.web.governance.RuleInForce;
import org.prodrome.web.governance.RuleInForce.OlderSettings;
import org.prodrome.web.governance.RuleSettings;

/** How the rule runs now. */
final class InForcePanel extends Section {
    private static final long serialVersionUID = 1;

    InForcePanel(RuleDescription rule, RuleInForce now) {
        setId("in-force");
        setClassName("box");
        RuleSettings settings = now.settings();
        Severity local = settings.severity();
        add(
                Html.heading("In force"),
                Html.div(
                        "row",
                        Mark.of(settings.state()),
                        new SeverityBadge(local == null ? rule.severity() : local),
                        Html.span("muted", local == null ? "severity as in the pack" : "severity set here")));
        if (!rule.parameters().isEmpty()) {
            add(parameters(rule, settings));
        }
        OlderSettings older = now.older();
        if (older != null) {
            Paragraph notice = new Paragraph("To be confirmed: version " + older.version()
                    + " ran here with settings of its own, which do not hold for this version: "
                    + String.join("; ", WorkbenchWords.differences(rule, settings, older.settings()))
                    + ". Propose them again if they still are right.");
            notice.setId("older-settings");
            notice.setClassName("notice");
            add(notice);
        }
    }

    private static NativeTable parameters(RuleDescription rule, RuleSettings settings) {
        NativeTable table = new NativeTable();
        table.setClassName("figures parameters");
        NativeTableRow head = table.getHead().addRow();
        for (String title : new String[] {"Parameter", "In force", "Pack"}) {
            var cell = head.addHeaderCell();
            cell.setText(title);
            cell.getElement().setAttribute("scope", "col");
        }
        for (Parameter parameter : rule.parameters()) {
            NativeTableRow row = table.getBody().addRow();
            row.addDataCell()
                    .add(Html.div("", Html.strong(parameter.name())), Html.span("muted small", parameter.meaning()));
            row.addDataCell().setText(WorkbenchWords.value(rule, settings, parameter.name()));
            row.addDataCell().setText((parameter.value() + " " + parameter.unit()).strip());
        }
        return table;
    }
}
