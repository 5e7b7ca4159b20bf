package org.prodrome.web.workbench;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import org.prodrome.web.chart.Html;
import org.prodrome.web.governance.Staff;

/** Who is signed in, and the way out. */
final class WorkbenchHeader extends Header {
    private static final long serialVersionUID = 1;

    WorkbenchHeader(String pack, Staff staff, SignedIn signedIn, Provider provider) {
        setClassName("banner");
        Span who = Html.span(
                "who",
                staff.name() + " \u00B7 "
                        + staff.roles().stream().sorted().map(WorkbenchWords::of).collect(Collectors.joining(", ")));
        who.setId("signed-in");
        Button out = new Button("Sign out", click -> {
            signedIn.end();
            UI.getCurrent().getPage().setLocation(provider.signOut().orElse("/" + RulesView.PATH));
        });
        out.setId("sign-out");
        add(Html.span("name", "Prodrome rules"), Html.span("muted", pack), Html.div("right", who, out));
    }
}
