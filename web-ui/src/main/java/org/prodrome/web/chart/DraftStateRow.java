package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.UUID;
import org.prodrome.web.draft.WriteState;

/** Where one accepted draft stands, and what can be done about it. */
final class DraftStateRow extends Div {
    private static final long serialVersionUID = 1;

    DraftStateRow(UUID accepted, WriteState state, DraftActs acts) {
        setClassName("row write-state");
        getElement().setAttribute("data-state", state.status().name());
        add(Html.strong("In the EHR"), Html.span("", state.words()));
        if (!state.text().isEmpty()) {
            add(new CopyText(state.text()));
        }
        if (!state.choices().isEmpty()) {
            Div buttons = Html.div("actions");
            state.choices().forEach(choice -> buttons.add(button(choice, accepted, acts)));
            add(buttons);
        }
    }

    private static Button button(WriteState.Choice choice, UUID accepted, DraftActs acts) {
        return switch (choice) {
            case WITHDRAW -> button("Take back\u2026", "take-back", () -> acts.takeBack(accepted));
            case CONFIRM -> button("Write it all the same", "confirm-draft", () -> acts.confirm(accepted));
        };
    }

    private static Button button(String text, String className, Runnable act) {
        Button button = new Button(text, click -> act.run());
        button.setClassName(className);
        button.setDisableOnClick(className.equals("confirm-draft"));
        return button;
    }
}
