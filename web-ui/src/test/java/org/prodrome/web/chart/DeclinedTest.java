package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;

/** One reason is said once, with all outcomes it holds for. */
class DeclinedTest {

    @Test
    void groupsOutcomesByReasonInTheirOrder() {
        List<Declined> declined = Declined.of(List.of(
                new Abstention(TestProfiles.HEART_FAILURE, "too little history"),
                new Abstention(TestProfiles.CIRRHOSIS, "already recorded"),
                new Abstention(TestProfiles.CIRRHOSIS, "too little history")));

        assertThat(declined).extracting(Declined::reason).containsExactly("too little history", "already recorded");
        assertThat(declined.getFirst().names())
                .isEqualTo(TestProfiles.HEART_FAILURE.name() + ", " + TestProfiles.CIRRHOSIS.name());
    }
}
