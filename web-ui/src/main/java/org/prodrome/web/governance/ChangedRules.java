package org.prodrome.web.governance;

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

    /** Whether one of them was on for everybody. */
    public boolean anyWasOn() {
        return releases.narrower(pack.versions()).containsValue(RuleState.ON);
    }
}
