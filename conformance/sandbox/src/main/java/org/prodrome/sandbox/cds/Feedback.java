package org.prodrome.sandbox.cds;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card.OverrideReason;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a clinician did with a card (CDS Hooks 2.0, "Feedback"); a card that was ignored makes none. */
public sealed interface Feedback {

    /** The card's uuid, as the service gave it. */
    String card();

    /** When it was done. */
    Instant at();

    /** Suggestions were taken. */
    record Accepted(String card, List<String> suggestions, Instant at) implements Feedback {}

    /** The card was overridden, with or without a reason. */
    record Overridden(
            String card,
            @Nullable OverrideReason reason,
            @Nullable String userComment,
            Instant at) implements Feedback {}

    /** The request body: {@code {"feedback":[...]}}. */
    default ObjectNode json() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("card", card());
        switch (this) {
            case Accepted accepted -> {
                entry.put("outcome", "accepted");
                var taken = entry.putArray("acceptedSuggestions");
                accepted.suggestions().forEach(id -> taken.addObject().put("id", id));
            }
            case Overridden overridden -> {
                entry.put("outcome", "overridden");
                putReason(entry, overridden);
            }
        }
        entry.put("outcomeTimestamp", DateTimeFormatter.ISO_INSTANT.format(at().truncatedTo(ChronoUnit.MILLIS)));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("feedback").add(entry);
        return body;
    }

    private static void putReason(ObjectNode entry, Overridden overridden) {
        OverrideReason reason = overridden.reason();
        String comment = overridden.userComment();
        if (reason == null && comment == null) {
            return;
        }
        ObjectNode json = entry.putObject("overrideReason");
        if (reason != null) {
            ObjectNode coding = json.putObject("reason").put("code", reason.code());
            if (reason.system() != null) {
                coding.put("system", reason.system());
            }
            coding.put("display", reason.display());
        }
        if (comment != null) {
            json.put("userComment", comment);
        }
    }
}
