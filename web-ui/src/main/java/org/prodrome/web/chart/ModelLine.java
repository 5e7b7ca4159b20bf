package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;

/** Which model answered, what of the record it read, and the way to its card. */
final class ModelLine extends Div {
    private static final long serialVersionUID = 1;

    ModelLine(RiskProfile profile, Runnable about) {
        setClassName("muted basis model-line");
        NativeButton open = new NativeButton("About this model", click -> about.run());
        open.setClassName("link about-model");
        add(
                Html.span(
                        "",
                        "Model " + name(profile) + "; it read " + profile.eventsSeen() + " of "
                                + profile.eventsInRecord() + " dated events."),
                open);
    }

    /** Name, version, and that it is synthetic where it is: stands by every figure. */
    static String name(RiskProfile profile) {
        return profile.model().name() + " " + profile.model().version()
                + (profile.model().synthetic() ? ", trained on synthetic records" : "");
    }
}
