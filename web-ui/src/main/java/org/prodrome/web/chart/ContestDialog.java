package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import org.prodrome.web.decision.Act;

/** Asks what is wrong with the advice; it goes to a reviewer, the card stays. */
final class ContestDialog extends Dialog {
    private static final long serialVersionUID = 1;

    ContestDialog(String summary, SerializableConsumer<Act.Contested> done) {
        setId("contest-dialog");
        setHeaderTitle("Contest this advice");
        setWidth("min(520px, 94vw)");
        TextArea comment = new TextArea("What is wrong with it?");
        comment.setId("contest-comment");
        comment.setWidthFull();
        comment.setMaxLength(4_000);
        add(new Paragraph(summary), comment);
        Button save = new Button("Send to the reviewer", click -> {
            comment.setInvalid(comment.isEmpty());
            comment.setErrorMessage("Please say what is wrong");
            if (!comment.isEmpty()) {
                close();
                done.accept(new Act.Contested(comment.getValue()));
            }
        });
        save.setId("contest-save");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }
}
