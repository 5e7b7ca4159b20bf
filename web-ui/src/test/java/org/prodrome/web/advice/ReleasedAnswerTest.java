package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Trajectory;

/** Nothing of a silent model leaves the desk: neither risk nor course nor that it declined. */
class ReleasedAnswerTest {
    private static final Outcome SHOWN = new Outcome("heart-failure", "heart failure");
    private static final Outcome SILENT = new Outcome("cirrhosis", "cirrhosis");

    @Test
    void givesTheWholeProfileWhenEveryOutcomeIsReleased() {
        RiskProfile profile = profile(List.of(risk(SHOWN)), List.of(new Abstention(SILENT, "too young")), List.of());

        assertThat(ReleasedAnswer.of(profile, outcome -> true)).isSameAs(profile);
    }

    @Test
    void aRiskOfASilentOutcomeWithholdsAll() {
        assertWithheld(profile(List.of(risk(SHOWN), risk(SILENT)), List.of(), List.of()));
    }

    @Test
    void aSilentModelThatOnlyDeclinedIsWithheldToo() {
        assertWithheld(profile(List.of(), List.of(new Abstention(SILENT, "too young")), List.of()));
    }

    @Test
    void aTrajectoryOfASilentOutcomeWithholdsAll() {
        Trajectory course =
                new Trajectory(SILENT, 365, List.of(new Trajectory.Point(LocalDate.of(2026, 1, 2), 0.2, 0.1, 0.3)));

        assertWithheld(profile(List.of(risk(SHOWN)), List.of(), List.of(course)));
    }

    private static void assertWithheld(RiskProfile profile) {
        assertThat(ReleasedAnswer.of(profile, SHOWN::equals)).isInstanceOf(ModelAnswer.Unavailable.class);
    }

    private static Risk risk(Outcome outcome) {
        return new Risk(outcome, 365, 0.2, 0.1, 0.3, null);
    }

    private static RiskProfile profile(List<Risk> risks, List<Abstention> abstentions, List<Trajectory> trajectories) {
        ModelVersion model = new ModelVersion("test", "1", "00", true, "CPU");
        return new RiskProfile(model, risks, abstentions, Map.of(), null, trajectories, null, 3, 4, null);
    }
}
