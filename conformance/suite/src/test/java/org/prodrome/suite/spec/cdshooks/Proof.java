package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.prodrome.conformance.ledger.Proofs;

/** Shows that a rule holds, and that its check fails as soon as the rule is broken. */
final class Proof {

    private Proof() {}

    static void of(Rule rule, Trial trial) {
        trial.beginWith(List.of());
        rule.check().holds(trial);

        assertThat(rule.breaches()).as("what breaks the rule").isNotEmpty();
        for (var breach : rule.breaches()) {
            trial.beginWith(List.of(breach));
            mustFail(rule, trial, breach.switchName());
        }
        var defect = rule.defect();
        if (defect != null) {
            trial.beginWithASoundClient();
            mustFail(rule, trial, "ClientDefect: " + defect);
        }
    }

    private static void mustFail(Rule rule, Trial trial, String breach) {
        assertThat(catchThrowable(() -> rule.check().holds(trial)))
                .as("this check can't fail: with %s it holds just the same", breach)
                .isInstanceOf(AssertionError.class);
        Proofs.record(rule.requirements(), rule.name(), breach);
    }
}
