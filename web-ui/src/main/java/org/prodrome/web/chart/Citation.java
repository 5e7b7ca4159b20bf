package org.prodrome.web.chart;

import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import org.prodrome.fhir.record.FhirReference;

/** A small button with the number of sources; opens them. Its name says of what, for who hears it out of its place. */
final class Citation extends NativeButton {
    private static final long serialVersionUID = 1;

    Citation(String what, List<FhirReference> sources, SourceOpener opener) {
        super(Integer.toString(sources.size()));
        setClassName("cite");
        String label = sources.size() == 1 ? "1 source" : sources.size() + " sources";
        getElement().setAttribute("aria-label", "Show " + label + ": " + what.strip());
        setTitleText(label);
        addClickListener(click -> opener.open(sources));
    }

    private void setTitleText(String text) {
        getElement().setAttribute("title", text);
    }
}
