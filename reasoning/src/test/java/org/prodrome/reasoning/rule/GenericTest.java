package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A generic text's places: filled by the rule, or by what stands for them when the rule leaves them out. */
class GenericTest {
    private static final Map<String, String> SETS = Map.of("statins", "http://example.org/ValueSet/statins");

    @Test
    void aPlaceLeftOutTakesTheValueOfAnother() {
        assertThat(filled("valueset \"Stopped\": '{{firstStopped|first}}'", "\"first\": \"statins\""))
                .isEqualTo("valueset \"Stopped\": 'http://example.org/ValueSet/statins'");
    }

    @Test
    void aPlaceLeftOutTakesItsOwnWordWhenThereIsNoSuchOther() {
        assertThat(filled("{{days|0}} days, '{{forms|all}}'", "\"why\": \"x\"", "{{why}}"))
                .isEqualTo("0 days, 'all'x");
    }

    @Test
    void whatTheRuleSaysComesFirst() {
        assertThat(filled("{{days|0}} '{{forms|all}}'", "\"days\": 14, \"forms\": \"systemic\""))
                .isEqualTo("14 'systemic'");
    }

    @Test
    void aPlaceWithoutAStandInMustBeFilled() {
        assertThatThrownBy(() -> filled("{{why}}", "\"days\": 1", "{{days}}"))
                .hasMessageContaining("with.why: expected a text, found nothing");
    }

    @Test
    void refusesAValueForWhichThereIsNoPlace() {
        assertThatThrownBy(() -> filled("{{days|0}}", "\"dayz\": 1"))
                .hasMessageContaining("with.dayz: expected a place of generic/Test.cql");
    }

    private static String filled(String text, String with, String... more) {
        RuleJson rule = RuleJson.parse(
                "rule.json",
                "{\"library\": \"L\", \"version\": \"1\", \"with\": {%s}}"
                        .formatted(with)
                        .getBytes(StandardCharsets.UTF_8));
        return new Generic("generic/Test.cql", text + String.join("", more)).of(rule, SETS);
    }
}
