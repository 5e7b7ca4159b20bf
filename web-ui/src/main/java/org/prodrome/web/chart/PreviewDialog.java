package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.draft.DraftDesk.Preview;
import tools.jackson.databind.json.JsonMapper;

/** Exactly the resource that accepting would write; nothing is written before the clinician says so. */
final class PreviewDialog extends Dialog {
    private static final long serialVersionUID = 1;

    /**
     * @param preview the resource as it would be written, and what will happen to it
     * @param accept called once, when the clinician accepts
     */
    PreviewDialog(Suggestion suggestion, Preview preview, Runnable accept) {
        setId("preview-dialog");
        setHeaderTitle(suggestion.label());
        setWidth("min(640px, 94vw)");
        add(new Paragraph(words(preview)), new Paragraph(suggestion.proposal().reason()));
        add(Html.div("muted", Html.span("", preview.route())));
        Pre resource = new Pre(indented(preview.draft().json()));
        resource.setClassName("resource");
        Details details = new Details("The resource as it would be written", resource);
        details.setId("preview-resource");
        add(details);
        Button yes = new Button("Accept as draft");
        yes.setId("accept-draft");
        yes.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        yes.setDisableOnClick(true);
        yes.addClickListener(click -> {
            close();
            accept.run();
        });
        getFooter().add(new Button("Cancel", click -> close()), yes);
    }

    private static String words(Preview preview) {
        return switch (preview.draft().type()) {
            case "ServiceRequest" -> "A draft order";
            case "MedicationRequest" -> "A draft prescription";
            case "Condition" -> "A provisional problem list entry";
            default -> "A draft " + preview.draft().type();
        };
    }

    private static String indented(String json) {
        return new JsonMapper().readTree(json).toPrettyString();
    }
}
