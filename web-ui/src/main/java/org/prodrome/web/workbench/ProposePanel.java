package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.ParameterBounds;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleInForce;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.Staff;

/** The form of a proposal. It starts from what is in force, or from what an older version ran with. */
final class ProposePanel extends Section {
    private static final long serialVersionUID = 1;
    private static final ParameterBounds BOUNDS = ParameterBounds.load();
    private static final int LONGEST_REASON = 1_000;

    private final Select<RuleState> state = new Select<>();
    private final Select<Severity> severity = new Select<>();
    private final TextArea reason = new TextArea("Reason");
    private final transient List<ParameterField> parameters;
    private final transient RuleInForce now;
    private final transient RuleActs acts;

    ProposePanel(RuleDescription rule, RuleInForce now, RuleActs acts, Staff staff) {
        this.now = now;
        this.acts = acts;
        setId("propose");
        setClassName("box");
        RuleSettings start = now.older() == null ? now.settings() : now.older().settings();
        this.parameters = rule.parameters().stream()
                .map(parameter -> new ParameterField(parameter, start.parameters().get(parameter.name()), BOUNDS))
                .toList();
        add(Html.heading("Propose a change"));
        if (!staff.is(Role.AUTHOR)) {
            add(new Paragraph("Proposing needs the role of an informaticist."));
        } else if (now.proposal().isPresent()) {
            add(new Paragraph("One proposal waits already."));
        } else {
            add(form(rule, start));
        }
    }

    private Div form(RuleDescription rule, RuleSettings start) {
        state.setLabel("State");
        state.setId("propose-state");
        state.setItems(RuleState.values());
        state.setItemLabelGenerator(RuleState::words);
        state.setValue(start.state());
        severity.setLabel("Severity");
        severity.setId("propose-severity");
        severity.setItems(Severity.values());
        String packs = "As in the pack: " + WorkbenchWords.of(rule.severity());
        severity.setItemLabelGenerator(one -> one == null ? packs : WorkbenchWords.of(one));
        severity.setEmptySelectionAllowed(true);
        severity.setEmptySelectionCaption(packs);
        severity.setValue(start.severity());
        reason.setId("propose-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setRequiredIndicatorVisible(true);
        Div fields = Html.div("fields", state, severity);
        parameters.forEach(fields::add);
        Button propose = new Button("Propose", click -> propose());
        propose.setId("propose-go");
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(fields, reason, Html.div("actions", propose));
    }

    private void propose() {
        Map<String, Number> values = new TreeMap<>();
        boolean right = true;
        for (ParameterField field : parameters) {
            Optional<ParameterField.Local> local = field.read();
            right &= local.isPresent();
            local.map(ParameterField.Local::value).ifPresent(value -> values.put(field.name(), value));
        }
        boolean unsaid = reason.getValue().isBlank();
        reason.setInvalid(unsaid);
        reason.setErrorMessage("Please say why");
        if (right && !unsaid) {
            RuleSettings wanted = new RuleSettings(state.getValue(), severity.getValue(), values);
            acts.perform(
                    "Proposed. It takes a second person to release it.",
                    (desk, who, rule) -> desk.propose(who, rule, now.revision(), wanted, reason.getValue()));
        }
    }
}
