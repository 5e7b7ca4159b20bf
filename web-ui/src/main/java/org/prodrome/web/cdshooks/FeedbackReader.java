package org.prodrome.web.cdshooks;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"feedback":[...]}} (CDS Hooks 2.0, "Feedback"); the first wrong field is named with its index. */
@Component
final class FeedbackReader {
    private static final int MOST = 500;
    private final JsonMapper mapper;

    FeedbackReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    List<Feedback> read(byte[] body) {
        JsonNode root = parse(body);
        JsonNode list = root.path("feedback");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw new FieldProblem(
                    "feedback",
                    "an array of 1 to " + MOST + " entries",
                    list.getNodeType().name());
        }
        List<Feedback> feedback = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            feedback.add(entry(new Fields("feedback[" + i + "]", list.get(i))));
        }
        return feedback;
    }

    private JsonNode parse(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException malformed) {
            throw new FieldProblem("body", "well-formed JSON", "something else");
        }
    }

    private static Feedback entry(Fields fields) {
        UUID card = uuid(fields.at("card"), fields.text("card"));
        String timestamp = fields.text("outcomeTimestamp");
        checkTimestamp(fields.at("outcomeTimestamp"), timestamp);
        return switch (fields.text("outcome")) {
            case "accepted" -> new Feedback(card, timestamp, new Accepted(accepted(fields)));
            case "overridden" -> new Feedback(card, timestamp, overridden(fields));
            default -> throw new FieldProblem(fields.at("outcome"), "'accepted' or 'overridden'", "another word");
        };
    }

    private static List<UUID> accepted(Fields fields) {
        JsonNode array = fields.node().path("acceptedSuggestions");
        if (!array.isArray() || array.isEmpty()) {
            throw new FieldProblem(
                    fields.at("acceptedSuggestions"),
                    "an array of suggestions",
                    array.getNodeType().name());
        }
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Fields one = new Fields(fields.at("acceptedSuggestions") + "[" + i + "]", array.get(i));
            ids.add(uuid(one.at("id"), one.text("id")));
        }
        return ids;
    }

    /** The reason is optional in the standard; a site's own list may come back as code or as a comment only. */
    private static Overridden overridden(Fields fields) {
        if (!fields.has("overrideReason")) {
            return new Overridden(null, null);
        }
        Fields reason = fields.object("overrideReason");
        @Nullable String code = null;
        if (reason.has("reason")) {
            Fields coding = reason.object("reason");
            code = coding.text("code");
        }
        @Nullable String comment = reason.optionalText("userComment");
        return new Overridden(code, comment);
    }

    private static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem(field, "a UUID", text.length() + " other characters");
        }
    }

    private static void checkTimestamp(String field, String text) {
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new FieldProblem(field, "an ISO 8601 instant with offset", text.length() + " other characters");
        }
    }

    /**
     * One entry.
     *
     * @param card uuid of the card
     * @param timestamp as sent; with card and outcome it tells a repeated report from a new one
     * @param outcome what was done
     */
    record Feedback(UUID card, String timestamp, Outcome outcome) {}

    /** What was done. */
    sealed interface Outcome {}

    /** Suggestions taken, by uuid. */
    record Accepted(List<UUID> suggestions) implements Outcome {}

    /** Set aside, with what was said about it. */
    record Overridden(@Nullable String code, @Nullable String comment) implements Outcome {}
}
