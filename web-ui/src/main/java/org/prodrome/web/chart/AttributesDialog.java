package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.Map;

/** The source attributes behind a card (31 for a model, 13 for a rule). */
final class AttributesDialog extends Dialog {
    private static final long serialVersionUID = 1;

    AttributesDialog(Map<String, String> attributes) {
        setId("attributes-dialog");
        setHeaderTitle("What this rests on");
        setWidth("min(720px, 94vw)");
        DescriptionList list = new DescriptionList();
        attributes.forEach(
                (name, content) -> list.add(new DescriptionList.Term(name), new DescriptionList.Description(content)));
        add(list);
        getFooter().add(new Button("Close", click -> close()));
    }
}
