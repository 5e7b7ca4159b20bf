package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.Set;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;

/**
 * A rule as governance sees it.
 *
 * @param version which rule
 * @param severity how urgent its firing is
 * @param hooks when it runs
 * @param stage the stage its pack gives it
 * @param parameters what a site may tune, with the values in use
 * @param outcomes ids of the model's outcomes that its matter is about; their risk belongs on its card
 * @param attributes the 13 source attributes
 */
public record RuleDescription(
        RuleVersion version,
        Severity severity,
        Set<Hook> hooks,
        Stage stage,
        List<Parameter> parameters,
        List<String> outcomes,
        SourceAttributes attributes) {
    public RuleDescription {
        hooks = Set.copyOf(hooks);
        parameters = List.copyOf(parameters);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * A value of a rule that a site may tune.
     *
     * @param name as in the CQL
     * @param value the number in use
     * @param unit in words; empty when it has none
     * @param meaning what it does
     */
    public record Parameter(String name, Number value, String unit, String meaning) {}
}
