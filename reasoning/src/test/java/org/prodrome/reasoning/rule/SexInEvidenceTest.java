package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleResult;

/** What the evidence calls the sex that a rule went by. */
class SexInEvidenceTest {
    private static final RuleEngine ENGINE = new RuleEngine(TestPacks.shipped());

    private static String label(String ruleId, String golden) {
        Rule rule = ENGINE.pack().rules().stream()
                .filter(candidate -> candidate.definition().version().id().equals(ruleId))
                .findFirst()
                .orElseThrow();
        GoldenCase found = ENGINE.pack().goldenCases(rule).stream()
                .filter(candidate -> candidate.file().endsWith("/" + golden + ".json"))
                .findFirst()
                .orElseThrow();
        RuleResult.Fired fired = (RuleResult.Fired) ENGINE.evaluate(
                        found.input(), found.hook(), one -> one.version().id().equals(ruleId))
                .getFirst();
        return fired.because().stream()
                .map(Evidence::label)
                .filter(label -> label.startsWith("age and sex"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysThatItIsTheSexAtBirthWhereTheGenderIsAnother() {
        assertThat(label("mammography", "fires-by-sex-at-birth"))
                .isEqualTo("age and sex at birth (female; administrative gender male)");
        assertThat(label("valproate-pregnancy", "fires-for-age-by-sex-at-birth"))
                .isEqualTo("age and sex at birth (female; administrative gender male)");
    }

    @Test
    void saysNoMoreWhereTheyAgree() {
        assertThat(label("mammography", "fires")).isEqualTo("age and sex");
    }
}
