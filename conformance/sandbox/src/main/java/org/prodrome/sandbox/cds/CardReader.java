package org.prodrome.sandbox.cds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card.Action;
import org.prodrome.sandbox.cds.Card.Indicator;
import org.prodrome.sandbox.cds.Card.Link;
import org.prodrome.sandbox.cds.Card.OverrideReason;
import org.prodrome.sandbox.cds.Card.Source;
import org.prodrome.sandbox.cds.Card.Suggestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the cards of a response; what breaks a rule is set aside with a plain sentence, never half shown. */
final class CardReader {

    /** Cards to show, and what could not be shown. */
    record Reading(List<Card> cards, List<String> faults) {}

    private final List<String> faults = new ArrayList<>();

    private CardReader() {}

    static Reading read(JsonNode response) {
        CardReader reader = new CardReader();
        List<Card> cards = Fields.members(response, "cards").stream()
                .map(reader::card)
                .filter(Objects::nonNull)
                .toList();
        return new Reading(cards, List.copyOf(reader.faults));
    }

    private @Nullable Card card(JsonNode json) {
        String summary = Fields.text(json, "summary");
        Indicator indicator = indicator(Fields.text(json, "indicator"));
        Source source = source(json.path("source"));
        if (summary == null || indicator == null || source == null) {
            return fault("A card was not shown: summary, indicator and source.label are required.");
        }
        List<JsonNode> offered = Fields.members(json, "suggestions");
        String behaviour = Fields.text(json, "selectionBehavior");
        if (!offered.isEmpty() && !"any".equals(behaviour) && !"at-most-one".equals(behaviour)) {
            return fault("A card was not shown: its selectionBehavior is neither at-most-one nor any.");
        }
        return new Card(
                Fields.text(json, "uuid"),
                summary,
                indicator,
                Fields.text(json, "detail"),
                source,
                offered.stream().map(this::suggestion).filter(Objects::nonNull).toList(),
                "at-most-one".equals(behaviour),
                Fields.members(json, "overrideReasons").stream()
                        .map(CardReader::reason)
                        .filter(Objects::nonNull)
                        .toList(),
                Fields.members(json, "links").stream()
                        .map(this::link)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private @Nullable Suggestion suggestion(JsonNode json) {
        String label = Fields.text(json, "label");
        List<JsonNode> wanted = Fields.members(json, "actions");
        List<Action> actions =
                wanted.stream().map(CardReader::action).filter(Objects::nonNull).toList();
        if (label == null || actions.size() != wanted.size()) {
            return fault("A suggestion was not offered: its label or one of its actions can't be read.");
        }
        return new Suggestion(
                Fields.text(json, "uuid"), label, json.path("isRecommended").asBoolean(false), actions);
    }

    private static @Nullable Action action(JsonNode json) {
        String type = Fields.text(json, "type");
        String description = Objects.requireNonNullElse(Fields.text(json, "description"), "Change");
        String resourceId = Fields.text(json, "resourceId");
        if ("delete".equals(type)) {
            return resourceId == null ? null : new Action.Delete(description, resourceId);
        }
        if (!(json.path("resource") instanceof ObjectNode resource) || Fields.text(resource, "resourceType") == null) {
            return null;
        }
        if ("update".equals(type)) {
            return Fields.text(resource, "id") == null ? null : new Action.Update(description, resource);
        }
        return "create".equals(type) ? new Action.Create(description, resource) : null;
    }

    private @Nullable Link link(JsonNode json) {
        String label = Fields.text(json, "label");
        String url = Fields.webAddress(json, "url");
        String type = Fields.text(json, "type");
        if (label == null || url == null) {
            return fault("A link was not shown: it needs a label and an http or https address.");
        }
        return "smart".equals(type)
                ? new Link.Smart(label, url, Fields.text(json, "appContext"))
                : new Link.Absolute(label, url);
    }

    private static @Nullable OverrideReason reason(JsonNode json) {
        String code = Fields.text(json, "code");
        String display = Fields.text(json, "display");
        return code == null || display == null ? null : new OverrideReason(code, Fields.text(json, "system"), display);
    }

    private static @Nullable Source source(JsonNode json) {
        String label = Fields.text(json, "label");
        return label == null
                ? null
                : new Source(label, Fields.webAddress(json, "url"), Fields.text(json.path("topic"), "display"));
    }

    private static @Nullable Indicator indicator(@Nullable String text) {
        for (Indicator indicator : Indicator.values()) {
            if (indicator.name().toLowerCase(Locale.ROOT).equals(text)) {
                return indicator;
            }
        }
        return null;
    }

    private <T> @Nullable T fault(String sentence) {
        faults.add(sentence);
        return null;
    }
}
