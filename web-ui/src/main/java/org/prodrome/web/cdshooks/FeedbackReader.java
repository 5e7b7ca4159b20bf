package org.prodrome.web.cdshooks;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.decision.OverrideReason;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code {"feedback":[...]}} (CDS Hooks 2.0, "Feedback"). Each entry stands by itself: one that is wrong is named by its
 * index and field, and costs no other.
 */
@Component
final class FeedbackReader {
    private static final int MOST = 500;
    private static final int MOST_SUGGESTIONS = 50;
    private static final int LONGEST_COMMENT = 2_000;
    private static final String URN = "urn:uuid:";
    /** The last that FHIR and every database can write: what can't be kept would be asked for again without end. */
    private static final int LAST_YEAR = 9999;

    /** @param client whose body it is; one of 3.0 may send none */
    Batch read(byte[] body, @Nullable CdsClientSettings client) {
        Fields root = new Fields("", HookBody.read(body).root());
        JsonNode list = root.node().path("feedback");
        if (list.isArray() && list.isEmpty() && client != null && client.speaksVersion3()) {
            return new Batch(List.of(), List.of());
        }
        list = root.array("feedback", "entries", MOST);
        List<Feedback> feedback = new ArrayList<>();
        List<FieldProblem> wrong = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            try {
                feedback.add(entry(new Fields("feedback[" + i + "]", list.get(i))));
            } catch (FieldProblem problem) {
                wrong.add(problem);
            }
        }
        return new Batch(feedback, wrong);
    }

    private static Feedback entry(Fields fields) {
        UUID card = uuid(fields, "card");
        Instant at = timestamp(fields);
        return switch (fields.text("outcome")) {
            case "accepted" -> new Feedback(card, at, new Accepted(accepted(fields)));
            case "overridden" -> new Feedback(card, at, overridden(fields));
            default -> throw new FieldProblem(fields.at("outcome"), "'accepted' or 'overridden'", "another word");
        };
    }

    private static List<UUID> accepted(Fields fields) {
        JsonNode array = fields.array("acceptedSuggestions", "suggestions", MOST_SUGGESTIONS);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            ids.add(uuid(new Fields(fields.at("acceptedSuggestions") + "[" + i + "]", array.get(i)), "id"));
        }
        return ids.stream().distinct().toList();
    }

    /** The reason is optional in the standard; a site's own list may come back as code or as a comment only. */
    private static Overridden overridden(Fields fields) {
        if (!fields.has("overrideReason")) {
            return new Overridden(null, null);
        }
        Fields reason = fields.object("overrideReason");
        @Nullable String comment = reason.optionalText("userComment");
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            comment = comment.substring(0, LONGEST_COMMENT) + "…"; // the decision counts more than all of its words
        }
        return reason.has("reason") ? coded(reason.object("reason"), comment) : new Overridden(null, comment);
    }

    /** A reason of the client's own is none of ours, whatever its code; its words are kept with the comment. */
    private static Overridden coded(Fields coding, @Nullable String comment) {
        String code = coding.text("code");
        @Nullable String system = coding.optionalText("system");
        @Nullable String display = coding.optionalText("display");
        if (system == null || system.equals(OverrideReason.SYSTEM)) {
            return new Overridden(code, comment);
        }
        String words = display == null ? code : display;
        return new Overridden(system + "|" + code, comment == null ? words : words + ": " + comment);
    }

    private static UUID uuid(Fields fields, String name) {
        String text = fields.text(name);
        try {
            return UUID.fromString(text.startsWith(URN) ? text.substring(URN.length()) : text);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem(fields.at(name), "a UUID", text.length() + " other characters");
        }
    }

    private static Instant timestamp(Fields fields) {
        String text = fields.text("outcomeTimestamp");
        try {
            OffsetDateTime at = OffsetDateTime.parse(text);
            if (at.getYear() >= 1 && at.getYear() <= LAST_YEAR) {
                return at.toInstant();
            }
        } catch (DateTimeParseException malformed) {
            // told below
        }
        throw new FieldProblem(
                fields.at("outcomeTimestamp"),
                "an ISO 8601 instant with offset and a year of four digits",
                text.length() + " other characters");
    }

    /**
     * A body.
     *
     * @param entries those that can be understood, in their order
     * @param wrong the first wrong field of each of the others
     */
    record Batch(List<Feedback> entries, List<FieldProblem> wrong) {}

    /**
     * One entry.
     *
     * @param card uuid of the card
     * @param at when; with card and outcome it tells a repeated report from a new one
     * @param outcome what was done
     */
    record Feedback(UUID card, Instant at, Outcome outcome) {}

    /** What was done. */
    sealed interface Outcome {}

    /** Suggestions taken, by uuid. */
    record Accepted(List<UUID> suggestions) implements Outcome {}

    /** Set aside, with what was said about it. */
    record Overridden(@Nullable String code, @Nullable String comment) implements Outcome {}
}
