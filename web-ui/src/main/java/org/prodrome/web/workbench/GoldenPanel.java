package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.prodrome.reasoning.rule.GoldenTests.Result;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleInForce;
import org.prodrome.web.governance.RuleSettings;

/** Runs the rule's golden cases with the settings in force, or with those that are proposed. */
final class GoldenPanel extends Section {
    private static final long serialVersionUID = 1;

    private final transient RulesDesk desk;
    private final transient SignedIn signedIn;
    private final transient RuleDescription rule;
    private final Div results = new Div();

    GoldenPanel(RulesDesk desk, SignedIn signedIn, RuleDescription rule, RuleInForce now) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.rule = rule;
        setId("golden");
        setClassName("box");
        results.setId("golden-results");
        results.getElement().setAttribute("role", "status");
        Div actions = Html.div("actions", button("Run with the settings in force", "golden-run", now.settings()));
        now.proposal()
                .ifPresent(change ->
                        actions.add(button("Run with the proposed settings", "golden-run-proposed", change.to())));
        add(
                Html.heading("Golden cases"),
                new Paragraph(
                        "Small records with what the rule must say of them. A local setting may make a case differ:"
                                + " look whether it should."),
                actions,
                results);
    }

    private Button button(String title, String id, RuleSettings settings) {
        Button button = new Button(title, click -> run(settings));
        button.setId(id);
        button.setDisableOnClick(true);
        button.addClickListener(click -> button.setEnabled(true));
        return button;
    }

    private void run(RuleSettings settings) {
        results.removeAll();
        if (signedIn.now().isEmpty()) {
            results.add(new SignedOutNotice());
        } else {
            try {
                show(desk.golden(rule, settings));
            } catch (Trials.Refused refused) {
                results.add(new Paragraph(refused.words()));
            }
        }
    }

    private void show(List<Result> ran) {
        long passed = ran.stream().filter(Result::passed).count();
        results.add(new Paragraph(passed + " of " + ran.size() + " cases as expected"));
        UnorderedList list = new UnorderedList();
        list.setClassName("cases");
        ran.forEach(result -> list.add(item(result)));
        results.add(list);
    }

    private static ListItem item(Result result) {
        ListItem item = new ListItem(
                result.passed() ? Mark.of("later", "\u2713", "Passed") : Mark.of("expired", "\u25C6", "Differs"),
                new Span(" " + result.title()));
        result.differences().forEach(difference -> item.add(Html.div("muted small", Html.span("", difference))));
        return item;
    }
}
