package org.prodrome.fhir.mapping;

import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.Goal.GoalTargetComponent;
import org.hl7.fhir.r4.model.codesystems.GoalAchievement;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.GoalSet;

/** Goal to {@link GoalSet}; it may begin, and is mostly due, ahead. */
final class Goals {
    private Goals() {}

    static Mapped map(Goal goal, Times times) {
        GoalLifecycleStatus status = goal.getLifecycleStatus();
        if (status == GoalLifecycleStatus.REJECTED || status == GoalLifecycleStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new GoalSet(
                Sources.of(goal),
                Concepts.of(goal.getDescription()),
                Times.firstOf(
                        goal.getStart() instanceof DateType start ? times.planned(start) : null,
                        times.of(goal.getStatusDateElement())),
                due(goal, times),
                Concepts.code(goal.getLifecycleStatusElement(), "unknown"),
                achievement(goal.getAchievementStatus())));
    }

    /** FHIR's own code; a house's where there is no other. */
    private static @Nullable String achievement(CodeableConcept status) {
        String first = Concepts.firstCode(status);
        return Concepts.firstKnown(status, Goals::known).orElse(first.isEmpty() ? null : first);
    }

    private static Optional<String> known(String code) {
        return Arrays.stream(GoalAchievement.values())
                .filter(known -> known != GoalAchievement.NULL)
                .map(GoalAchievement::toCode)
                .filter(code::equals)
                .findFirst();
    }

    private static @Nullable EventTime due(Goal goal, Times times) {
        for (GoalTargetComponent target : goal.getTarget()) {
            if (target.getDue() instanceof DateType due) {
                return times.end(due);
            }
        }
        return null;
    }
}
