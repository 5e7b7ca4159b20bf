package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleInForce;
import org.prodrome.web.governance.Staff;

/** A change that waits for a second person, with what whoever reads it may do about it. */
final class OpenChangePanel extends Section {
    private static final long serialVersionUID = 1;

    private OpenChangePanel(String id, String heading, RuleDescription rule, RuleChange change, String by) {
        setId(id);
        setClassName("box waiting");
        UnorderedList list = new UnorderedList();
        WorkbenchWords.differences(rule, change.from(), change.to())
                .forEach(line -> list.add(new ListItem(new Span(line))));
        add(Html.heading(heading), list, new Paragraph("Reason: " + change.reason()), Html.span("muted small", by));
    }

    /** @param fresh whether the reader's sign-in is fresh enough to decide */
    static List<OpenChangePanel> of(
            RuleDescription rule, RuleInForce now, RuleActs acts, Staff staff, boolean fresh, ZoneId zone) {
        List<OpenChangePanel> panels = new ArrayList<>();
        now.proposal().ifPresent(change -> panels.add(proposal(rule, change, acts, staff, fresh, zone)));
        now.unconfirmedStop().ifPresent(change -> panels.add(stop(rule, change, acts, staff, fresh, zone)));
        return panels;
    }

    private static OpenChangePanel proposal(
            RuleDescription rule, RuleChange change, RuleActs acts, Staff staff, boolean fresh, ZoneId zone) {
        OpenChangePanel panel = new OpenChangePanel(
                "proposal", "Proposed, not in force", rule, change, by("Proposed by ", change, staff, zone));
        if (mine(change, staff)) {
            Button back = new Button(
                    "Take it back",
                    click -> acts.perform("Taken back.", (d, who, v) -> d.withdraw(who, v, change.id())));
            back.setId("withdraw");
            panel.add(Html.div("actions", back));
        } else if (staff.is(Role.APPROVER)) {
            Button release = new Button("Release", click -> new ReleaseTrial(acts, change).run());
            release.setId("release");
            release.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            Button refuse = new Button(
                    "Refuse\u2026",
                    click -> new ReasonDialog(
                                    "Refuse the proposal",
                                    "Refuse",
                                    why -> acts.perform("Refused.", (d, who, v) -> d.refuse(who, v, change.id(), why)))
                            .open());
            refuse.setId("refuse");
            panel.add(acts(rule, fresh, release, refuse));
        }
        return panel;
    }

    private static OpenChangePanel stop(
            RuleDescription rule, RuleChange change, RuleActs acts, Staff staff, boolean fresh, ZoneId zone) {
        OpenChangePanel panel = new OpenChangePanel(
                "stopped", "Stopped, awaiting confirmation", rule, change, by("Stopped by ", change, staff, zone));
        if (!mine(change, staff) && staff.is(Role.APPROVER)) {
            Button confirm = new Button(
                    "Confirm the stop",
                    click -> acts.perform("Confirmed.", (d, who, v) -> d.stops().confirm(who, v, change.id())));
            confirm.setId("confirm-stop");
            confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            Button overturn = new Button(
                    "Overturn\u2026",
                    click -> new ReasonDialog(
                                    "Overturn the stop",
                                    "Overturn",
                                    why -> acts.perform(
                                            "Overturned: the rule runs as before the stop within seconds.",
                                            (d, who, v) -> d.stops().overturn(who, v, change.id(), why)))
                            .open());
            overturn.setId("overturn-stop");
            panel.add(acts(rule, fresh, confirm, overturn));
        }
        panel.add(new Div(
                Html.span("muted small", "To let the rule run otherwise than before or after the stop, propose it.")));
        return panel;
    }

    /** What may be done about it; after a while only with a sign-in made anew. */
    private static Div acts(RuleDescription rule, boolean fresh, Button... buttons) {
        if (fresh) {
            return Html.div("actions", buttons);
        }
        Anchor again = new Anchor(SignInAgain.at(rule.version().id()), "Sign in again to decide on it");
        again.setId("sign-in-again");
        again.setRouterIgnore(true);
        return Html.div("actions", again);
    }

    private static boolean mine(RuleChange change, Staff staff) {
        return change.by().equals(staff.pseudonym().hash());
    }

    private static String by(String word, RuleChange change, Staff staff, ZoneId zone) {
        return word + WorkbenchWords.who(change.by(), staff) + ", " + WorkbenchWords.time(change.at(), zone);
    }
}
