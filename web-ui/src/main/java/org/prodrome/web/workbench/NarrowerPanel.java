package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import java.util.Map;
import java.util.Optional;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleState;

/** Rules that a new content of the pack shows to fewer people than before, until somebody releases it. */
final class NarrowerPanel extends Section {
    private static final long serialVersionUID = 1;

    private NarrowerPanel(Map<RuleDescription, RuleState> before) {
        setId("narrower");
        setClassName("box waiting");
        UnorderedList list = new UnorderedList();
        before.forEach((rule, state) -> list.add(new ListItem(
                new RouterLink(
                        rule.version().title(),
                        RuleView.class,
                        RuleView.parameters(rule.version().id())),
                new Span(": was " + state.words()))));
        add(
                Html.heading("Shown to fewer people since they changed"),
                new Paragraph("The pack has another content for them, which nobody here has released yet."),
                list);
    }

    static Optional<NarrowerPanel> of(Map<RuleDescription, RuleState> before) {
        return before.isEmpty() ? Optional.empty() : Optional.of(new NarrowerPanel(before));
    }
}
