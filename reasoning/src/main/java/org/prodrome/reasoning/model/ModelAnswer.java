package org.prodrome.reasoning.model;

import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.FhirReference;

/** The model's answer to one patient's tokens: a profile, or why there is none. */
public sealed interface ModelAnswer {

    /**
     * Risk per outcome and horizon.
     *
     * @param model which model
     * @param risks every outcome and horizon that could be answered
     * @param abstentions outcomes not answered, with the reason in words
     * @param contributions what moved each outcome's risk, strongest first
     * @param eventsSeen how many of the record's dated events the model saw
     * @param eventsInRecord how many there are
     */
    record RiskProfile(
            ModelVersion model,
            List<Risk> risks,
            List<Abstention> abstentions,
            Map<String, List<Contribution>> contributions,
            int eventsSeen,
            int eventsInRecord)
            implements ModelAnswer {
        public RiskProfile {
            risks = List.copyOf(risks);
            abstentions = List.copyOf(abstentions);
            contributions = Map.copyOf(contributions);
        }
    }

    /**
     * No model answered: late, not loaded, suspended, nothing to read.
     *
     * @param reason for a person
     * @param late whether it was asked and did not answer in time
     */
    record Unavailable(String reason, boolean late) implements ModelAnswer {

        /** Unavailable for another reason than time. */
        public Unavailable(String reason) {
            this(reason, false);
        }

        /** It was asked and did not answer in time. */
        public static Unavailable late(String reason) {
            return new Unavailable(reason, true);
        }
    }

    /** The model declines to answer for an outcome: prevalent already, too little history, out of range ... */
    record Abstention(Outcome outcome, String reason) {}

    /**
     * A group of events and what leaving it out does.
     *
     * @param concept the group's words
     * @param logOddsChange log-odds with the group minus without; positive raises the risk
     * @param sources the resources of the group, newest first
     */
    record Contribution(String concept, double logOddsChange, List<FhirReference> sources) {
        public Contribution {
            sources = List.copyOf(sources);
        }
    }
}
