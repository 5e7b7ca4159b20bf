package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.rule.RulePack;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who keeps a critical card from somebody is reminded of it at each start. */
@ExtendWith(OutputCaptureExtension.class)
class NotShownNoticeTest {
    private static final String ENTRY = "prodrome.suppression.not-shown[0].";

    @TempDir
    Path folder;

    @Test
    void warnsOfCriticalCardsThatAreKeptBackAndOfRulesThereAreNot(CapturedOutput output) {
        started(Map.of(
                ENTRY + "rules", "metformin-egfr,no-such-rule",
                ENTRY + "roles", "pharmacist",
                ENTRY + "even-critical", "true",
                ENTRY + "reason", "the committee"));

        assertThat(output)
                .contains("keeps CRITICAL cards of")
                .contains("metformin-egfr")
                .contains("from roles [pharmacist]")
                .contains("the committee")
                .contains("a rule that the pack does not have: no-such-rule");
    }

    @Test
    void saysNothingOfTheRest(CapturedOutput output) {
        started(Map.of(
                ENTRY + "rules", "metformin-egfr,model/ckd-4",
                ENTRY + "roles", "pharmacist",
                ENTRY + "reason", "the committee"));

        assertThat(output).doesNotContain("not-shown");
    }

    private void started(Map<String, String> site) {
        new NotShownNotice(TestSettings.of(folder, site), RulePack.load()).started();
    }
}
