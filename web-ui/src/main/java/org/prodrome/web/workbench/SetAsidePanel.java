package org.prodrome.web.workbench;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.rule.SetAside;
import org.prodrome.web.chart.Html;

/** The site's rules that could not be taken up, with the place of what is wrong. */
final class SetAsidePanel extends Section {
    private static final long serialVersionUID = 1;

    private SetAsidePanel(List<SetAside> broken) {
        setId("set-aside");
        setClassName("box set-aside");
        UnorderedList list = new UnorderedList();
        broken.forEach(one -> list.add(new ListItem(
                Mark.of("expired", "\u25C6", "Broken"), Html.strong(one.rule()), new Span(": " + one.problem()))));
        add(
                Html.heading("Set aside"),
                new Paragraph("These rules of the site do not run. All others do."),
                list);
    }

    static Optional<SetAsidePanel> of(List<SetAside> broken) {
        return broken.isEmpty() ? Optional.empty() : Optional.of(new SetAsidePanel(broken));
    }
}
