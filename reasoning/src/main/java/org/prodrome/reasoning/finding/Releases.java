package org.prodrome.reasoning.finding;

import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;

/** What the site has released: decides what is computed and what is shown. Must be thread-safe and quick. */
public interface Releases {

    /** The stage of a rule version. */
    Stage ofRule(RuleVersion rule);

    /** The stage of a model version for one outcome. */
    Stage ofModel(ModelVersion model, Outcome outcome);
}
