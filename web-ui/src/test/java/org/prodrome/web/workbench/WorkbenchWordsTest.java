package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.RuleState;

/** What changes, and when a review is due, in words. */
class WorkbenchWordsTest {
    private static final RuleDescription RULE =
            RulePack.load().description("metformin-egfr").orElseThrow();

    @Test
    void differencesNameBothSidesWithUnits() {
        RuleSettings from = new RuleSettings(RuleState.PILOT, null, Map.of());
        RuleSettings to = new RuleSettings(RuleState.OFF, Severity.INFO, Map.of("Valid For Months", 6));

        assertThat(WorkbenchWords.differences(RULE, from, to))
                .containsExactly(
                        "State: Pilot \u2192 Off",
                        "Severity: Critical, as in the pack \u2192 Information",
                        "Valid For Months: 12 months \u2192 6 months");
    }

    @Test
    void aReviewIsDueSoonWithinSixtyDaysAndExpiredTheDayAfter() {
        LocalDate due = LocalDate.of(2027, 3, 31);

        assertThat(Review.of(due, due.minusDays(61))).isEqualTo(Review.LATER);
        assertThat(Review.of(due, due.minusDays(60))).isEqualTo(Review.SOON);
        assertThat(Review.of(due, due)).isEqualTo(Review.SOON);
        assertThat(Review.of(due, due.plusDays(1))).isEqualTo(Review.EXPIRED);
    }
}
