package org.prodrome.reasoning.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;

/** The model's answer to one patient's tokens: a profile, or why there is none. */
public sealed interface ModelAnswer {

    /**
     * Risk per outcome and horizon, and as much besides as was asked for.
     *
     * @param model which model
     * @param risks every outcome and horizon that could be answered
     * @param abstentions outcomes not answered, with the reason in words
     * @param contributions what moved each outcome's risk, strongest first, no more than a reader takes in
     * @param tried how many groups of events were left out in turn for them; null where nothing was explained
     * @param trajectories per answered outcome and horizon, how the risk stood on days past; empty unless asked for
     * @param differential what may be behind the patient's state; null unless asked for, and where nothing was answered
     * @param eventsSeen how many of the record's dated events the model saw
     * @param eventsInRecord how many there are
     * @param allSeenSince the day from which on it saw every event it can read; null when there is none
     */
    record RiskProfile(
            ModelVersion model,
            List<Risk> risks,
            List<Abstention> abstentions,
            Map<String, List<Contribution>> contributions,
            @Nullable Tried tried,
            List<Trajectory> trajectories,
            @Nullable Differential differential,
            int eventsSeen,
            int eventsInRecord,
            @Nullable LocalDate allSeenSince)
            implements ModelAnswer {
        public RiskProfile {
            risks = List.copyOf(risks);
            abstentions = List.copyOf(abstentions);
            contributions = Map.copyOf(contributions);
            trajectories = List.copyOf(trajectories);
        }

        /** Risks and what moved them alone. */
        public RiskProfile(
                ModelVersion model,
                List<Risk> risks,
                List<Abstention> abstentions,
                Map<String, List<Contribution>> contributions,
                int eventsSeen,
                int eventsInRecord) {
            this(model, risks, abstentions, contributions, null, List.of(), null, eventsSeen, eventsInRecord, null);
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

        /** For a list of what is missing. */
        public String words() {
            return "the model's risks: " + reason;
        }

        /** It was asked and did not answer in time. */
        public static Unavailable late(String reason) {
            return new Unavailable(reason, true);
        }
    }

    /** The model declines to answer for an outcome: prevalent already, too little history, out of range ... */
    record Abstention(Outcome outcome, String reason) {}

    /**
     * What contributions were found among.
     *
     * @param groups of events that the model saw, one per concept
     * @param leftOut how many of them were left out in turn, the likeliest to matter first
     * @param notListed contributions beyond those listed, weaker than each of them, by outcome id
     */
    record Tried(int groups, int leftOut, Map<String, Integer> notListed) {
        public Tried {
            notListed = Map.copyOf(notListed);
        }
    }

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
