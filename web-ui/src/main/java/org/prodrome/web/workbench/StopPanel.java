package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleState;

/** Takes a rule out of care at once. */
final class StopPanel extends Section {
    private static final long serialVersionUID = 1;

    StopPanel(RuleActs acts) {
        setId("stop");
        setClassName("box");
        add(
                Html.heading("Stop at once"),
                new Paragraph(
                        "When the rule does harm: it takes one person, holds within seconds, is audited, and waits"
                                + " to be confirmed by a second person."),
                Html.div(
                        "actions",
                        button("Silence now\u2026", "stop-silent", RuleState.SILENT, acts),
                        button("Turn off now\u2026", "stop-off", RuleState.OFF, acts)));
    }

    private static Button button(String title, String id, RuleState to, RuleActs acts) {
        Button button = new Button(
                title,
                click -> new ReasonDialog(
                                "Stop the rule: " + to.words(),
                                "Stop it now",
                                why -> acts.perform(
                                        "The rule is stopped.",
                                        (d, who, v) -> d.stops().stop(who, v, to, why)))
                        .open());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.LUMO_ERROR);
        return button;
    }
}
