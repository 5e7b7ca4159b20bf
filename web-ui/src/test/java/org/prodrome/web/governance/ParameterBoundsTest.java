package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.rule.RuleDescription.Parameter;
import org.prodrome.web.governance.ParameterBounds.Input.Value;
import org.prodrome.web.governance.ParameterBounds.Input.Wrong;

/** What somebody types for a parameter is a number of its kind, not far from the pack's. */
class ParameterBoundsTest {
    private static final Parameter MONTHS = new Parameter("Valid For Months", 12, "months", "how long it counts");
    private static final Parameter EGFR = new Parameter("Below", new BigDecimal("30.0"), "mL/min/1.73 m2", "the limit");

    private final ParameterBounds bounds = ParameterBounds.load();

    @Test
    void takesNumbersOfTheParametersOwnKind() {
        assertThat(bounds.read(MONTHS, " 6 ")).isEqualTo(new Value(6));
        assertThat(bounds.read(EGFR, "45")).isEqualTo(new Value(new BigDecimal("45.0")));
        assertThat(bounds.read(EGFR, "44.50")).isEqualTo(new Value(new BigDecimal("44.5")));
    }

    @Test
    void takesTheBoundsThemselves() {
        assertThat(bounds.read(MONTHS, "3")).isEqualTo(new Value(3));
        assertThat(bounds.read(MONTHS, "48")).isEqualTo(new Value(48));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "49", "-6", "6.5", "six", "", "1e1", "NaN", "0x6", "999999999999999999999"})
    void namesWhatItExpectsOtherwise(String typed) {
        assertThat(bounds.read(MONTHS, typed))
                .isInstanceOfSatisfying(
                        Wrong.class,
                        wrong -> assertThat(wrong.words()).startsWith("Expected a whole number from 3 to 48 months"));
    }
}
