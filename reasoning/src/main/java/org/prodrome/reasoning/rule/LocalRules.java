package org.prodrome.reasoning.rule;

import org.prodrome.reasoning.finding.RuleVersion;

/** What a site set for its rules. Thread-safe, and quick: it is asked for every rule of every run. */
public interface LocalRules {
    /** Every rule as its pack says. */
    LocalRules AS_PACKED = rule -> LocalSettings.NONE;

    /** The settings in force; {@link LocalSettings#NONE} for a version nobody set anything for. */
    LocalSettings of(RuleVersion rule);
}
