package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.rule.SetAside;

/** A rule that does not run is not passed over. */
class SetAsidePanelTest {
    @Test
    void eachBrokenRuleIsNamedWithItsPlace() {
        String text = SetAsidePanel.of(List.of(
                        new SetAside("site-pair", "generic/Pair.cql: line 3, column 5: expected a define"),
                        new SetAside("site-dose", "site-dose/rule.json: line 1, column 2: id: expected a text")))
                .orElseThrow()
                .getElement()
                .getTextRecursively();

        assertThat(text)
                .contains("These rules of the site do not run")
                .contains("site-pair: generic/Pair.cql: line 3, column 5: expected a define")
                .contains("site-dose: site-dose/rule.json: line 1, column 2");
    }

    @Test
    void whereAllRunNothingIsShown() {
        assertThat(SetAsidePanel.of(List.of())).isEmpty();
    }
}
