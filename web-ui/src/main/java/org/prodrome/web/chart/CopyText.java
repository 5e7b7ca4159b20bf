package org.prodrome.web.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;

/** Words to copy into the EHR by hand. */
final class CopyText extends Div {
    private static final long serialVersionUID = 1;

    /** In the browser alone: a frame may copy only while the click itself is handled. */
    private static final String COPY =
            "this.addEventListener('click', () => { const area = $0.inputElement; area.focus();"
                    + " area.select(); document.execCommand('copy'); })";

    CopyText(String text) {
        setClassName("copy-text");
        TextArea area = new TextArea("To enter in the EHR", text, "");
        area.setReadOnly(true);
        area.setWidthFull();
        Button copy = new Button("Select and copy");
        copy.setClassName("copy");
        copy.getElement().executeJs(COPY, area.getElement());
        add(area, copy);
    }
}
