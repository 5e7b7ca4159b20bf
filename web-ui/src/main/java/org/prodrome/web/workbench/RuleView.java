package org.prodrome.web.workbench;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.RuleInForce;
import org.prodrome.web.governance.Staff;

/** One rule: what it does, how it runs here, and what may be done about it. Read anew after each act. */
@Route(value = "workbench/rules/:rule", registerAtStartup = false)
@PageTitle("Rule - Prodrome")
@RolesAllowed({"AUTHOR", "APPROVER", "VIEWER"})
public class RuleView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1;
    private static final String RULE = "rule";

    private final transient RulesDesk desk;
    private final transient SignedIn signedIn;
    private final transient Provider provider;

    RuleView(RulesDesk desk, SignedIn signedIn, Provider provider) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.provider = provider;
        setClassName("chart workbench");
        setId("rule");
    }

    static RouteParameters parameters(String ruleId) {
        return new RouteParameters(RULE, ruleId);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String id = event.getRouteParameters().get(RULE).orElse("");
        desk.rule(id).ifPresentOrElse(this::show, this::unknown);
    }

    private void unknown() {
        removeAll();
        Div box = Html.div("box", new H1("No such rule"), back());
        box.setId("no-rule");
        add(Html.div("single", box));
    }

    private void show(RuleDescription rule) {
        removeAll();
        Optional<Staff> staff = signedIn.now();
        if (staff.isEmpty()) {
            add(new SignedOutNotice());
            return;
        }
        RuleInForce now = desk.changes().inForce(rule.version());
        RuleActs acts = new RuleActs(desk, signedIn, rule, () -> show(rule));
        add(new WorkbenchHeader(RulesView.packName(desk.pack()), staff.get(), signedIn, provider));
        add(Html.div(
                "single",
                back(),
                new H1(rule.version().title()),
                about(rule.version()),
                Html.div("columns flat", left(rule, now, acts, staff.get()), right(rule, now))));
    }

    private Div left(RuleDescription rule, RuleInForce now, RuleActs acts, Staff staff) {
        Div left = Html.div("", new InForcePanel(rule, now));
        OpenChangePanel.of(rule, now, acts, staff, staff.isFresh(desk.now()), desk.zone())
                .forEach(left::add);
        if (staff.mayStop() && !now.settings().state().isQuiet()) {
            left.add(new StopPanel(acts));
        }
        left.add(new ProposePanel(rule, now, acts, staff));
        left.add(new GoldenPanel(desk, signedIn, rule, now), new ExplainPanel(desk, signedIn, rule));
        return left;
    }

    private Div right(RuleDescription rule, RuleInForce now) {
        Staff staff = signedIn.now().orElseThrow();
        return Html.div(
                "",
                new HistoryPanel(rule, now.changes(), staff, desk.zone()),
                closed("Source attributes (13)", "attributes", attributes(rule)),
                closed("Logic (CQL)", "logic", logic(rule)));
    }

    /** A link only where it leads to a page: a site's rule may name any address. */
    private static Component citation(RuleVersion rule) {
        if (!rule.citationUrl().matches("(?i)https?://.+")) {
            return Html.span("muted", rule.citation());
        }
        Anchor citation = new Anchor(rule.citationUrl(), rule.citation());
        citation.setTarget("_blank");
        citation.getElement().setAttribute("rel", "noopener noreferrer");
        return citation;
    }

    private Component about(RuleVersion rule) {
        Component citation = citation(rule);
        return Html.div(
                "row",
                Html.span("muted", rule.id() + " " + rule.version()),
                Html.span("muted", "owner: " + rule.owner()),
                Mark.of(desk.review(rule), "review by " + rule.reviewBy()),
                citation);
    }

    private static Component back() {
        RouterLink link = new RouterLink("All rules", RulesView.class);
        link.setId("all-rules");
        return new Paragraph(link);
    }

    private static Details closed(String title, String id, Component content) {
        Details details = new Details(title, content);
        details.setId(id);
        details.setClassName("box");
        return details;
    }

    private static DescriptionList attributes(RuleDescription rule) {
        DescriptionList list = new DescriptionList();
        rule.attributes()
                .listed()
                .forEach((name, content) ->
                        list.add(new DescriptionList.Term(name), new DescriptionList.Description(content)));
        return list;
    }

    private Pre logic(RuleDescription rule) {
        Pre text = new Pre(new Code(desk.cql(rule.version().id())));
        text.setClassName("resource cql");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", "CQL of the rule");
        return text;
    }
}
