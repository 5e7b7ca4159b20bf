package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;

/** Asks once more before a draft is taken back. */
final class TakeBackDialog extends Dialog {
    private static final long serialVersionUID = 1;

    TakeBackDialog(Runnable takeBack) {
        setId("take-back-dialog");
        setHeaderTitle("Take the draft back?");
        setWidth("min(480px, 94vw)");
        add(
                new Paragraph(
                        "While it still is a draft it is marked in the EHR as taken back; one that was not sent is not sent any more."
                                + " Your decision is kept, and the suggestion is offered again the next time the chart is opened."));
        Button yes = new Button("Take it back");
        yes.setId("take-back-confirm");
        yes.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        yes.setDisableOnClick(true);
        yes.addClickListener(click -> {
            close();
            takeBack.run();
        });
        getFooter().add(new Button("Keep it", click -> close()), yes);
    }
}
