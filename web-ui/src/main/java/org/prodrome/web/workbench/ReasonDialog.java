package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;

/** Asks why; emits the reason. */
final class ReasonDialog extends Dialog {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 1_000;

    private final TextArea reason = new TextArea("Reason");

    ReasonDialog(String title, String act, SerializableConsumer<String> done) {
        setId("reason-dialog");
        setHeaderTitle(title);
        setWidth("min(520px, 94vw)");
        reason.setId("reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setRequiredIndicatorVisible(true);
        add(reason);
        Button go = new Button(act, click -> save(done));
        go.setId("reason-go");
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), go);
    }

    private void save(SerializableConsumer<String> done) {
        boolean unsaid = reason.getValue().isBlank();
        reason.setInvalid(unsaid);
        reason.setErrorMessage("Please say why");
        if (!unsaid) {
            close();
            done.accept(reason.getValue());
        }
    }
}
