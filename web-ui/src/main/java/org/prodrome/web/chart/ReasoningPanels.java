package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.web.advice.ModelCard;

/** Differential and why, side by side in reading: both say only what was released to this reader. */
final class ReasoningPanels extends Div {
    private static final long serialVersionUID = 1;

    ReasoningPanels(ModelAnswer released, ModelCard card, SourceOpener opener) {
        setClassName("single");
        Runnable about = () -> {
            if (released instanceof RiskProfile profile) {
                new AboutModelDialog(profile.model(), card).open();
            }
        };
        add(new DifferentialPanel(released, opener, about));
        if (released instanceof RiskProfile profile) {
            add(new WhyPanel(profile, card.explainedHorizonDays(), opener, about));
        }
    }

    /** Something that is not there, and why. */
    static Div gap(String words) {
        var mark = Html.span("mark", "\u25CC");
        mark.getElement().setAttribute("aria-hidden", "true");
        return Html.div("gap", mark, Html.span("", words));
    }
}
