package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleVersion;

/** Of a rule in pilot only those in the pilot hear, also when it could not be evaluated. */
class ToldFindingsTest {
    private static final RuleVersion GENERAL = rule("general");
    private static final RuleVersion PILOT = rule("pilot");

    @Test
    void aRuleThatIsNotForTheAskerIsNotSaidToBeNotEvaluated() {
        List<Finding> findings = List.of(missing(PILOT), missing(GENERAL), missing(null));

        assertThat(ToldFindings.notEvaluated(findings, GENERAL::equals))
                .extracting(Finding.InsufficientData::rule)
                .containsExactly(GENERAL, null);
        assertThat(ToldFindings.notEvaluated(findings, rule -> true)).hasSize(3);
    }

    private static Finding missing(@Nullable RuleVersion rule) {
        return new Finding.InsufficientData("not evaluated", rule, null, List.of(), List.of("a value"), List.of());
    }

    private static RuleVersion rule(String id) {
        return new RuleVersion(id, "1", id, "a source", "", "an owner", LocalDate.of(2027, 1, 1), "00");
    }
}
