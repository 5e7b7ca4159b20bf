package org.prodrome.reasoning.serving;

import java.time.Duration;
import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;

/** What happens in a server, for metrics and logs. Nothing in it names a patient. */
public sealed interface ServingEvent {

    /** A question came. */
    record Asked(boolean explained) implements ServingEvent {}

    /** A question got no answer of the model. */
    record Unanswered(Why why) implements ServingEvent {}

    /** Why a question got no answer. */
    enum Why {
        LATE,
        FULL,
        FAILED,
        CLOSED
    }

    /**
     * Questions were computed together.
     *
     * @param waits how long each of them waited for that
     * @param computing how long it took
     */
    record Computed(boolean explained, List<Duration> waits, Duration computing) implements ServingEvent {
        public Computed {
            waits = List.copyOf(waits);
        }
    }

    /** The model declined to answer for an outcome; {@code reason} without the patient's own numbers. */
    record Abstained(String outcome, String reason) implements ServingEvent {}

    /** Another model answers from now on, as the one in service or as its shadow. */
    record PutInService(ModelVersion model, boolean shadow) implements ServingEvent {}

    /** No model runs as shadow from now on. */
    record ShadowEnded() implements ServingEvent {}

    /** A question was too many or too late for the shadow model. */
    record ShadowLeftOut() implements ServingEvent {}

    /** The shadow model failed on a record. */
    record ShadowFailed() implements ServingEvent {}

    /** What the shadow model says, beside what was answered. */
    record Compared(RiskProfile served, RiskProfile shadow) implements ServingEvent {

        /** Largest difference of two probabilities of the same outcome and horizon; 0 when there are none in common. */
        public double largestDifference() {
            return served.risks().stream()
                    .mapToDouble(risk -> shadow.risks().stream()
                            .filter(other ->
                                    other.outcome().id().equals(risk.outcome().id())
                                            && other.horizonDays() == risk.horizonDays())
                            .mapToDouble(other -> Math.abs(other.probability() - risk.probability()))
                            .findFirst()
                            .orElse(0))
                    .max()
                    .orElse(0);
        }

        /** Outcomes that only one of the two answers. */
        public long answeredByOneAlone() {
            List<String> one = outcomes(served);
            List<String> other = outcomes(shadow);
            return one.stream().filter(id -> !other.contains(id)).count()
                    + other.stream().filter(id -> !one.contains(id)).count();
        }

        private static List<String> outcomes(RiskProfile profile) {
            return profile.risks().stream()
                    .map(risk -> risk.outcome().id())
                    .distinct()
                    .toList();
        }

        /** Versions only: risks are a patient's. */
        @Override
        public String toString() {
            return "Compared[" + served.model().version() + ", "
                    + shadow.model().version() + "]";
        }
    }

    /** An abstention without what it says of one patient: the words before a colon or bracket. */
    static Abstained of(ModelAnswer.Abstention abstention) {
        String reason = abstention.reason();
        int end = 0;
        while (end < reason.length() && ":(".indexOf(reason.charAt(end)) < 0) {
            end++;
        }
        return new Abstained(abstention.outcome().id(), reason.substring(0, end).strip());
    }
}
