package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;

/** Tells assistive technology that one place is the panel of whichever tab is chosen (WAI-ARIA 1.2, role tabpanel). */
final class TabPanel {
    private static final String ID = "chart-panel";

    private TabPanel() {}

    /** Tabs need ids for it. */
    static void of(Tabs tabs, Component place) {
        tabs.getElement().setAttribute("aria-label", "Parts of the chart");
        tabs.getChildren().forEach(tab -> tab.getElement().setAttribute("aria-controls", ID));
        place.setId(ID);
        place.getElement().setAttribute("role", "tabpanel");
        place.getElement().setAttribute("tabindex", "0");
        named(place, tabs.getSelectedTab());
        tabs.addSelectedChangeListener(change -> named(place, change.getSelectedTab()));
    }

    private static void named(Component place, Tab tab) {
        place.getElement().setAttribute("aria-labelledby", tab.getId().orElseThrow());
    }
}
