package org.prodrome.reasoning.note;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code context.json} as it is written: the phrases that say how a concept is spoken of.
 *
 * @param classes words that stand for several phrases, for example {@code <relative>}
 * @param pseudo phrases that look like triggers and are none
 * @param connectors words that may stand between the members of a list
 * @param fillers words that may stand within a trigger, for example "completely"
 * @param numbers what counts as {@code <number>} beside digits
 * @param months what counts as {@code <month>}
 * @param lasting concepts that a date of onset does not put into the past
 * @param abbreviations that end with a full stop and do not end a sentence
 * @param lines how a line ends that runs on
 * @param mostCharacters read of one record's texts
 */
record ContextFile(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String date,
        @JsonProperty(required = true) Map<String, List<String>> classes,
        @JsonProperty(required = true) List<TriggerGroup> triggers,
        @JsonProperty(required = true) List<String> pseudo,
        @JsonProperty(required = true) List<TerminationGroup> terminations,
        @JsonProperty(required = true) List<String> connectors,
        @JsonProperty(required = true) List<String> fillers,
        @JsonProperty(required = true) List<String> numbers,
        @JsonProperty(required = true) List<String> months,
        @JsonProperty(required = true) List<String> lasting,
        @JsonProperty(required = true) List<String> abbreviations,
        @JsonProperty(required = true) Lines lines,
        @JsonProperty(required = true) int mostCharacters) {

    /**
     * The last words of lines.
     *
     * @param open phrases that want something after them
     * @param qualifiers words that may stand after such a phrase and still want it
     * @param answers of {@code open}, those that want nothing where they answer a question or a label that is no heading
     * @param bare of {@code answers}, those that need no mark before them, as in "Diabetes no"
     * @param leads words after which {@code bare} ones are no answers
     */
    record Lines(
            @JsonProperty(required = true) List<String> open,
            @JsonProperty(required = true) List<String> qualifiers,
            @JsonProperty(required = true) List<String> answers,
            @JsonProperty(required = true) List<String> bare,
            @JsonProperty(required = true) List<String> leads) {}

    /** Phrases that do the same. */
    record TriggerGroup(
            Effect effect,
            Trigger.Direction direction,
            @Nullable Integer reach,
            @Nullable Boolean chain,
            boolean closed,
            boolean events,
            boolean always,
            Trigger.@Nullable Kind kind,
            List<String> phrases) {

        /** One per direction. */
        List<Trigger> triggers() {
            return switch (direction) {
                case FORWARD, BACKWARD -> List.of(trigger(direction));
                case EITHER -> List.of(trigger(Trigger.Direction.FORWARD), trigger(Trigger.Direction.BACKWARD));
            };
        }

        private Trigger trigger(Trigger.Direction towards) {
            return new Trigger(
                    effect,
                    towards,
                    Objects.requireNonNullElse(
                            reach, towards == Trigger.Direction.BACKWARD ? Trigger.NEAR : Trigger.FAR),
                    Objects.requireNonNullElse(chain, true),
                    closed,
                    events,
                    always,
                    Objects.requireNonNullElse(kind, Trigger.Kind.ANY));
        }
    }

    /** Phrases with one {@link Termination}. */
    record TerminationGroup(
            List<Effect> of, boolean bothWays, boolean unlessList, boolean cancelsPrior, List<String> phrases) {

        Termination termination() {
            return new Termination(List.copyOf(of), bothWays, unlessList, cancelsPrior);
        }
    }
}
