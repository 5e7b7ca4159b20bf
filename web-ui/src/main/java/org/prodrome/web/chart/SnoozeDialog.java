package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prodrome.web.decision.Act;

/** Asks until when a card is to stay away; always with an end. */
final class SnoozeDialog extends Dialog {
    private static final long serialVersionUID = 1;

    SnoozeDialog(String summary, LocalDate today, SerializableConsumer<Act.Snoozed> done) {
        setId("snooze-dialog");
        setHeaderTitle("Snooze");
        setWidth("min(480px, 94vw)");
        Map<String, LocalDate> spans = new LinkedHashMap<>();
        spans.put("1 week", today.plusWeeks(1));
        spans.put("1 month", today.plus(Period.ofMonths(1)));
        spans.put("3 months", today.plus(Period.ofMonths(3)));
        RadioButtonGroup<String> choice = new RadioButtonGroup<>("Not before");
        choice.setItems(spans.keySet());
        choice.setItemLabelGenerator(span -> span + ", until " + spans.get(span));
        choice.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        choice.setValue("1 week");
        add(new Paragraph(summary), choice);
        Button save = new Button("Snooze", click -> {
            close();
            done.accept(new Act.Snoozed(spans.getOrDefault(choice.getValue(), today.plusWeeks(1))));
        });
        save.setId("snooze-save");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }
}
