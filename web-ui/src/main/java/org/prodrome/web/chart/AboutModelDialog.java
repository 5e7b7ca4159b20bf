package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.web.advice.ModelCard;

/** Which model answers: that it is synthetic, how it did when it was measured, its limits, and its whole card. */
final class AboutModelDialog extends Dialog {
    private static final long serialVersionUID = 1;

    AboutModelDialog(ModelVersion model, ModelCard card) {
        setId("about-model");
        setHeaderTitle("About this model");
        setWidth("min(860px, 96vw)");
        Div body = Html.div("about");
        body.add(Html.div(
                "muted",
                Html.span("", model.name() + " " + model.version() + " on " + model.device() + " \u00B7 package "),
                Html.span(
                        "codes",
                        model.hash().substring(0, Math.min(12, model.hash().length())))));
        if (model.synthetic()) {
            body.add(Html.div(
                    "notice",
                    Html.span(
                            "", "\u25B2 Trained on synthetic records. Its figures say nothing about real patients.")));
        }
        body.add(new H3("Evaluation in short"));
        AboutModel.evaluation(card).forEach(figures -> body.add(new H4(figures.data()), facts(figures.lines())));
        body.add(new H3("Limits"), facts(AboutModel.limits(card)));
        body.add(new H3("Model card"), page(card));
        add(body);
        getFooter().add(new Button("Close", click -> close()));
    }

    private static UnorderedList facts(List<String> facts) {
        UnorderedList list = new UnorderedList();
        facts.forEach(fact -> list.add(new ListItem(fact)));
        return list;
    }

    /** The package's own page: signed, and all the same in a frame that may run nothing and reach nothing. */
    private static IFrame page(ModelCard card) {
        IFrame frame = new IFrame();
        frame.setId("model-card");
        frame.setSandbox(IFrame.SandboxType.RESTRICT_ALL);
        frame.setSrcdoc(card.page());
        frame.setTitle("The model's card");
        return frame;
    }
}
