package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.OverrideReason;

/** Asks why a card is set aside; emits the act. */
final class OverrideDialog extends Dialog {
    private static final long serialVersionUID = 1;
    private static final String OTHER = "other";

    private final RadioButtonGroup<OverrideReason> reasons = new RadioButtonGroup<>("Reason");
    private final TextArea comment = new TextArea("Comment");

    OverrideDialog(String summary, List<OverrideReason> offered, SerializableConsumer<Act.Overridden> done) {
        setId("override-dialog");
        setHeaderTitle("Override");
        setWidth("min(520px, 94vw)");
        reasons.setItems(offered);
        reasons.setItemLabelGenerator(OverrideReason::display);
        reasons.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        reasons.setId("override-reasons");
        comment.setId("override-comment");
        comment.setWidthFull();
        comment.setMaxLength(1_000);
        add(new Paragraph(summary), reasons, comment);
        Button save = new Button("Override", click -> save(done));
        save.setId("override-save");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }

    private void save(SerializableConsumer<Act.Overridden> done) {
        @Nullable OverrideReason reason = reasons.getValue();
        reasons.setInvalid(reason == null);
        reasons.setErrorMessage("Please choose a reason");
        boolean unsaid = reason != null && reason.code().equals(OTHER) && comment.isEmpty();
        comment.setInvalid(unsaid);
        comment.setErrorMessage("Please say why");
        if (reason == null || unsaid) {
            return;
        }
        close();
        done.accept(new Act.Overridden(reason.code(), comment.isEmpty() ? null : comment.getValue()));
    }
}
