package org.prodrome.web.governance;

import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.model.ModelVersion;

/**
 * A version of something that gives advice.
 *
 * @param kind rule or model
 * @param id rule id or model name
 * @param version of it
 * @param hash of a model's package or of a rule's files with all they include: changed under the same version, it is another
 */
public record Source(Kind kind, String id, String version, String hash) {

    public static Source of(RuleVersion rule) {
        return new Source(Kind.RULE, rule.id(), rule.version(), rule.hash());
    }

    public static Source of(ModelVersion model) {
        return new Source(Kind.MODEL, model.name(), model.version(), model.hash());
    }

    /** What gives the advice. */
    public enum Kind {
        RULE,
        MODEL
    }
}
