package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.fhir.writeback.Route;
import org.prodrome.reasoning.card.Suggestion;
import tools.jackson.databind.json.JsonMapper;

/** Exactly the resource that accepting would write, and by which route; nothing is written before the clinician says so. */
final class PreviewDialog extends Dialog {
    private static final long serialVersionUID = 1;

    /**
     * @param planned the resource as it would be written, and what will happen to it
     * @param accept called once, when the clinician accepts
     */
    PreviewDialog(Suggestion suggestion, PlannedDraft planned, Runnable accept) {
        setId("preview-dialog");
        setHeaderTitle(suggestion.label());
        setWidth("min(640px, 94vw)");
        Div route = Html.div("muted", Html.span("", RouteWords.of(planned)));
        route.setId("preview-route");
        add(
                new Paragraph(RouteWords.kind(planned)),
                new Paragraph(suggestion.proposal().reason()),
                route,
                content(planned));
        Button yes =
                new Button(planned.route() instanceof Route.HandOff ? "Accept, I enter it myself" : "Accept as draft");
        yes.setId("accept-draft");
        yes.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        yes.setDisableOnClick(true);
        yes.addClickListener(click -> {
            close();
            accept.run();
        });
        getFooter().add(new Button("Cancel", click -> close()), yes);
    }

    private static Component content(PlannedDraft planned) {
        if (planned.route() instanceof Route.HandOff) {
            return new CopyText(planned.words());
        }
        Pre resource = new Pre(indented(planned.draft().json()));
        resource.setClassName("resource");
        Details details = new Details("The resource as it would be written", resource);
        details.setId("preview-resource");
        if (!(planned.route() instanceof Route.Note)) {
            return details;
        }
        Pre words = new Pre(planned.words());
        words.setClassName("resource");
        return new Div(words, details);
    }

    private static String indented(String json) {
        return new JsonMapper().readTree(json).toPrettyString();
    }
}
