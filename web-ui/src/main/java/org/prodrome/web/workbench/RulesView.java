package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.Staff;

/** Every rule of the site. */
@Route(value = RulesView.PATH, registerAtStartup = false)
@PageTitle("Rules - Prodrome")
@RolesAllowed({"AUTHOR", "APPROVER", "VIEWER"})
public class RulesView extends Div implements BeforeEnterObserver {
    /** Under the app's address. */
    static final String PATH = "workbench/rules";

    private static final long serialVersionUID = 1;

    private final transient RulesDesk desk;
    private final transient SignedIn signedIn;
    private final transient Provider provider;

    RulesView(RulesDesk desk, SignedIn signedIn, Provider provider) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.provider = provider;
        setClassName("chart workbench");
        setId("rules");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        signedIn.now().ifPresentOrElse(this::show, () -> add(new SignedOutNotice()));
    }

    private void show(Staff staff) {
        List<RuleRow> rows = desk.rows();
        add(new WorkbenchHeader(packName(desk.pack()), staff, signedIn, provider));
        Div page = Html.div("single", new H1("Rules"));
        page.add(new Paragraph("Counts are of the last " + RulesDesk.COUNTED_DAYS + " days, all versions of a rule"
                + " together. A setting changes once a second person has released it."));
        WaitingPanel.of(rows).ifPresent(page::add);
        NarrowerPanel.of(desk.narrower()).ifPresent(page::add);
        SetAsidePanel.of(desk.pack().setAside()).ifPresent(page::add);
        page.add(new RulesPanel(rows));
        add(page);
    }

    static String packName(RulePack pack) {
        return "pack " + pack.name() + " " + pack.version() + " \u00B7 "
                + pack.hash().substring(0, 8);
    }
}
