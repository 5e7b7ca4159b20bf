package org.prodrome.web.governance;

import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RulePack;
import org.springframework.stereotype.Component;

/** Rules that a new content of the pack took from those who were shown them, until somebody releases it. */
@Component
public class ChangedRules {
    private final RulePack pack;
    private final ReleaseRegister releases;

    ChangedRules(RulePack pack, ReleaseRegister releases) {
        this.pack = pack;
        this.releases = releases;
    }

    /**
     * How many of a hook's rules were on for everybody before they changed, and are not shown to a user now.
     *
     * @param inPilot whether the user is shown what is in pilot
     */
    public int takenFrom(Hook hook, boolean inPilot) {
        List<RuleVersion> rules = pack.descriptions().stream()
                .filter(rule -> rule.hooks().contains(hook))
                .map(RuleDescription::version)
                .toList();
        Map<String, RuleState> before = releases.narrower(rules);
        return (int) rules.stream()
                .filter(rule -> before.get(rule.id()) == RuleState.ON)
                .filter(rule -> !inPilot || RuleState.of(releases.ofRule(rule)) != RuleState.PILOT)
                .count();
    }
}
