package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import org.prodrome.web.chart.Html;

/** What is left of a page whose sign-in has ended. */
final class SignedOutNotice extends Div {
    private static final long serialVersionUID = 1;

    SignedOutNotice() {
        setClassName("single");
        Anchor again = new Anchor("/" + RulesView.PATH, "Sign in again");
        again.setRouterIgnore(true);
        Div box = Html.div("box", new H1("Your sign-in has ended"), new Paragraph("Nothing you did before is lost."), again);
        box.setId("signed-out");
        box.getElement().setAttribute("role", "alert");
        add(box);
    }
}
