package org.prodrome.web.governance;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;

/**
 * How a site runs a rule.
 *
 * @param state on, pilot, silent or off
 * @param severity instead of the pack's, or null
 * @param parameters by name, only those that differ from the pack's: an Integer, or a BigDecimal with a decimal place
 */
public record RuleSettings(RuleState state, @Nullable Severity severity, Map<String, Number> parameters) {
    public RuleSettings {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Whether the rule's logic runs as its pack says. */
    public boolean isAsInPack() {
        return severity == null && parameters.isEmpty();
    }

    public RuleSettings in(RuleState other) {
        return new RuleSettings(other, severity, parameters);
    }
}
