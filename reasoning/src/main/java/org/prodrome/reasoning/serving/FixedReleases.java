package org.prodrome.reasoning.serving;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.rule.RuleDescription;

/**
 * The stages as they stood when a question came. One that changes while the rules run would have a rule that is waited for never run,
 * or one run that nobody waits for.
 */
final class FixedReleases implements Releases {
    private final Releases models;
    private final Map<RuleVersion, Stage> rules;

    private FixedReleases(Releases models, Map<RuleVersion, Stage> rules) {
        this.models = models;
        this.rules = Map.copyOf(rules);
    }

    static Releases of(Releases now, List<RuleDescription> rules) {
        Map<RuleVersion, Stage> stages = new HashMap<>();
        rules.forEach(rule -> stages.put(rule.version(), now.ofRule(rule.version())));
        return new FixedReleases(now, stages);
    }

    /** A rule that is in no pack is silent. */
    @Override
    public Stage ofRule(RuleVersion rule) {
        return rules.getOrDefault(rule, Stage.SILENT);
    }

    @Override
    public Stage ofModel(ModelVersion model, Outcome outcome) {
        return models.ofModel(model, outcome);
    }
}
