package org.prodrome.web.advice;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Trajectory;

/** What of the model's answer an asker may see: all of it, or that it is not released to them. */
final class ReleasedAnswer {
    private static final ModelAnswer WITHHELD = new ModelAnswer.Unavailable("the model is not released to you here");

    private ReleasedAnswer() {}

    /**
     * A profile of which one outcome isn't released is withheld whole: its differential and its contributions tell of all
     * outcomes at once, and declining to answer tells of an outcome too.
     */
    static ModelAnswer of(RiskProfile profile, Predicate<Outcome> released) {
        return outcomes(profile).distinct().allMatch(released) ? profile : WITHHELD;
    }

    private static Stream<Outcome> outcomes(RiskProfile profile) {
        return Stream.of(
                        profile.risks().stream().map(Risk::outcome),
                        profile.abstentions().stream().map(Abstention::outcome),
                        profile.trajectories().stream().map(Trajectory::outcome))
                .flatMap(part -> part);
    }
}
