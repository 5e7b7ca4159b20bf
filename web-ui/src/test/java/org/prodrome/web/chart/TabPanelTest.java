package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import org.junit.jupiter.api.Test;

/** Who cannot see the tabs hears which panel belongs to which. */
class TabPanelTest {

    @Test
    void thePanelIsNamedByTheChosenTabAndEachTabNamesThePanel() {
        Tab one = tab("one");
        Tab two = tab("two");
        Tabs tabs = new Tabs(one, two);
        Div place = new Div();
        TabPanel.of(tabs, place);

        assertThat(place.getElement().getAttribute("role")).isEqualTo("tabpanel");
        assertThat(place.getElement().getAttribute("aria-labelledby")).isEqualTo("one");
        assertThat(two.getElement().getAttribute("aria-controls"))
                .isEqualTo(place.getId().orElseThrow());

        tabs.setSelectedTab(two);

        assertThat(place.getElement().getAttribute("aria-labelledby")).isEqualTo("two");
    }

    private static Tab tab(String id) {
        Tab tab = new Tab(id);
        tab.setId(id);
        return tab;
    }
}
