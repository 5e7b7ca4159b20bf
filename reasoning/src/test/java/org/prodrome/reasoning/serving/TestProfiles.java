package org.prodrome.reasoning.serving;

import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** Object mother: answers without a network. */
final class TestProfiles {

    private TestProfiles() {}

    static RiskProfile nothingToSay(ModelVersion version) {
        return with(version, List.of());
    }

    static RiskProfile with(ModelVersion version, List<Risk> risks) {
        return new RiskProfile(version, risks, List.of(), Map.of(), 0, 0);
    }

    static Risk risk(Outcome outcome, int days, double probability) {
        return new Risk(outcome, days, probability, probability, probability, null);
    }
}
