package org.prodrome.web.advice;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleVersion;

/** What could not be evaluated, for one asker: of a rule that is not for them, not even that is told. */
final class ToldFindings {
    private ToldFindings() {}

    static List<Finding.InsufficientData> notEvaluated(List<Finding> findings, Predicate<RuleVersion> isForAsker) {
        return findings.stream()
                .filter(Finding.InsufficientData.class::isInstance)
                .map(Finding.InsufficientData.class::cast)
                .filter(finding -> isForAsker(finding.rule(), isForAsker))
                .toList();
    }

    private static boolean isForAsker(@Nullable RuleVersion rule, Predicate<RuleVersion> isForAsker) {
        return rule == null || isForAsker.test(rule);
    }
}
