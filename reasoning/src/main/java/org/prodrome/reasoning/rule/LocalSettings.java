package org.prodrome.reasoning.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;

/**
 * What a site set for one version of a rule, in place of what its pack says.
 *
 * @param severity how urgent its firing is here; null for as the pack says
 * @param parameters values by the names of the rule's own parameters; others are ignored
 */
public record LocalSettings(@Nullable Severity severity, Map<String, Number> parameters) {
    /** As the pack says. */
    public static final LocalSettings NONE = new LocalSettings(null, Map.of());

    public LocalSettings {
        parameters = Map.copyOf(parameters);
    }
}
