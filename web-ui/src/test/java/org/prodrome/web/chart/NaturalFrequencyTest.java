package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Risk;

/** A small risk is not none and a high one is not all. */
class NaturalFrequencyTest {

    @Test
    void aTinyRiskIsFewerThanOneOfAThousandAndNeverNone() {
        assertThat(text(new Risk(TestProfiles.CIRRHOSIS, 365, 0.0004, 0.0001, 0.003, 0.0002)))
                .startsWith("Fewer than 1 of 1,000 people")
                .contains("calibration interval fewer than 1 to 3")
                .contains("age and sex alone: fewer than 1 of 1,000");
    }

    @Test
    void aRiskNearOneIsMoreThanNinetyNineOfAHundredAndNeverAll() {
        NaturalFrequency frequency = new NaturalFrequency(new Risk(TestProfiles.CIRRHOSIS, 365, 0.996, 0.98, 1, null));

        assertThat(frequency.getElement().getTextRecursively())
                .startsWith("More than 99 of 100 people")
                .contains("calibration interval 98 to more than 99");
        assertThat(frequency.getElement().getOuterHTML().split("dot on")).hasSize(100);
    }

    @Test
    void whatIsBetweenIsRounded() {
        assertThat(text(new Risk(TestProfiles.CIRRHOSIS, 365, 0.12, 0.08, 0.16, 0.006)))
                .startsWith("About 12 of 100 people")
                .contains("calibration interval 8 to 16; age and sex alone: 6 of 1,000");
    }

    private static String text(Risk risk) {
        return new NaturalFrequency(risk).getElement().getTextRecursively();
    }
}
