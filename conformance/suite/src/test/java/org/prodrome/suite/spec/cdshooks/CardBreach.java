package org.prodrome.suite.spec.cdshooks;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A service whose cards are wrong in one way. Where a card lacks what is to be altered it stays as it is. */
enum CardBreach implements Breach {
    DETAIL_IS_NULL(card -> card.putNull("detail")),
    DETAIL_EMPTY(card -> card.put("detail", "")),
    LINKS_EMPTY(card -> card.putArray("links")),
    TOPIC_EMPTY(card -> within(card, "source", source -> source.putObject("topic"))),
    NO_UUID(card -> card.remove("uuid")),
    UUID_AS_NUMBER(card -> card.put("uuid", 1)),
    SAME_UUID_ON_EACH_CARD(card -> card.put("uuid", "6f9d2f44-6b1f-4b0e-a7a5-1f0d0c1f3a11")),
    NO_SUMMARY(card -> card.remove("summary")),
    SUMMARY_AS_ARRAY(card -> card.putArray("summary").add("Two of them")),
    SUMMARY_OF_140(card -> card.put("summary", "x".repeat(140))),
    DETAIL_AS_HTML(card -> card.put("detail", "<p onclick='x()'>See <b>below</b></p>")),
    DETAIL_AS_OBJECT(card -> card.putObject("detail").put("text", "below")),
    NO_INDICATOR(card -> card.remove("indicator")),
    INDICATOR_AS_NUMBER(card -> card.put("indicator", 2)),
    INDICATOR_FATAL(card -> card.put("indicator", "fatal")),

    NO_SOURCE(card -> card.remove("source")),
    SOURCE_AS_TEXT(card -> card.put("source", "Prodrome")),
    NO_SOURCE_LABEL(card -> within(card, "source", source -> source.remove("label"))),
    SOURCE_LABEL_AS_NUMBER(card -> within(card, "source", source -> source.put("label", 5))),
    SOURCE_URL_RELATIVE(card -> within(card, "source", source -> source.put("url", "/label"))),
    SOURCE_URL_INTO_THE_APP(card -> within(
            card,
            "source",
            source -> source.set("url", card.path("links").path(0).path("url")))),
    TOPIC_AS_TEXT(card -> within(card, "source", source -> source.put("topic", "metformin"))),
    TOPIC_WITHOUT_CODE(card ->
            within(card, "source", source -> within(source, "topic", topic -> topic.remove("code")))),
    TOPIC_WITHOUT_SYSTEM(card ->
            within(card, "source", source -> within(source, "topic", topic -> topic.remove("system")))),
    TOPIC_DISPLAY_AS_NUMBER(card ->
            within(card, "source", source -> within(source, "topic", topic -> topic.put("display", 1)))),

    OVERRIDE_REASONS_AS_TEXTS(card -> card.putArray("overrideReasons").add("tolerated")),
    OVERRIDE_REASON_WITHOUT_CODE(card -> each(card, "overrideReasons", reason -> reason.remove("code"))),
    OVERRIDE_REASON_WITHOUT_SYSTEM(card -> each(card, "overrideReasons", reason -> reason.remove("system"))),
    OVERRIDE_REASON_WITHOUT_DISPLAY(card -> each(card, "overrideReasons", reason -> reason.remove("display"))),
    OVERRIDE_REASON_DISPLAY_AS_NUMBER(card -> each(card, "overrideReasons", reason -> reason.put("display", 1))),

    NO_LINKS(card -> card.remove("links")),
    LINKS_AS_OBJECT(card -> card.set("links", card.path("links").path(0))),
    NO_LINK_LABEL(card -> each(card, "links", link -> link.remove("label"))),
    NO_LINK_URL(card -> each(card, "links", link -> link.remove("url"))),
    NO_LINK_TYPE(card -> each(card, "links", link -> link.remove("type"))),
    LINK_TYPE_POPUP(card -> each(card, "links", link -> link.put("type", "popup"))),
    LINK_URL_RELATIVE(card -> each(card, "links", link -> link.put("url", "launch"))),
    APP_CONTEXT_AS_OBJECT(
            card -> each(card, "links", link -> link.putObject("appContext").put("matter", "x"))),
    APP_CONTEXT_ON_ABSOLUTE_LINK(card -> each(card, "links", link -> link.put("type", "absolute"))),

    SUGGESTIONS_AS_OBJECT(card -> replace(card, "suggestions", all -> all.path(0))),
    NO_SELECTION_BEHAVIOR(card -> card.remove("selectionBehavior")),
    SELECTION_BEHAVIOR_ALL(
            card -> replace(card, "selectionBehavior", all -> JsonNodeFactory.instance.stringNode("all"))),
    SELECTION_BEHAVIOR_AS_BOOLEAN(
            card -> replace(card, "selectionBehavior", all -> JsonNodeFactory.instance.booleanNode(true))),
    NO_SUGGESTION_LABEL(suggestion(one -> one.remove("label"))),
    SUGGESTION_UUID_AS_NUMBER(suggestion(one -> one.put("uuid", 4))),
    RECOMMENDED_AS_TEXT(suggestion(one -> one.put("isRecommended", "yes"))),
    ALL_RECOMMENDED_TO_CHOOSE_ONE(card -> {
        each(card, "suggestions", one -> one.put("isRecommended", true));
        replace(card, "selectionBehavior", any -> JsonNodeFactory.instance.stringNode("at-most-one"));
    }),
    ACTIONS_AS_OBJECT(suggestion(one -> replace(one, "actions", all -> all.path(0)))),
    ALTERNATIVES_IN_ONE_SUGGESTION(card -> {
        var together = JsonNodeFactory.instance.arrayNode();
        each(card, "suggestions", one -> one.path("actions").forEach(together::add));
        each(card, "suggestions", one -> one.set("actions", together));
    }),
    ACTION_TYPE_REPLACE(action(one -> one.put("type", "replace"))),
    NO_ACTION_TYPE(action(one -> one.remove("type"))),
    NO_ACTION_DESCRIPTION(action(one -> one.remove("description"))),
    RESOURCE_WITHOUT_TYPE(action(one -> within(one, "resource", resource -> resource.remove("resourceType")))),
    RESOURCE_AS_TEXT(
            action(one -> replace(one, "resource", all -> JsonNodeFactory.instance.stringNode(all.toString())))),
    CREATE_WITHOUT_RESOURCE(ofType("create", one -> one.remove("resource"))),
    CREATE_OF_WHAT_IS_THERE(ofType(
            "create", one -> within(one, "resource", resource -> resource.put("id", "draft-1")))),
    UPDATE_OF_CHANGED_FIELDS(ofType("update", one -> {
        var whole = one.path("resource");
        var part = one.putObject("resource");
        part.set("resourceType", whole.path("resourceType"));
        part.set("id", whole.path("id"));
        part.set("medicationCodeableConcept", whole.path("medicationCodeableConcept"));
    })),
    DELETE_BY_RESOURCE(ofType("delete", one -> one.set("resource", one.path("resourceId")))),
    DELETE_WITHOUT_RESOURCE_ID(ofType("delete", one -> one.remove("resourceId"))),
    RESOURCE_ID_AS_ARRAY(ofType(
            "delete",
            one -> one.set("resourceId", JsonNodeFactory.instance.arrayNode().add(one.path("resourceId")))));

    private final Consumer<ObjectNode> alteration;

    CardBreach(Consumer<ObjectNode> alteration) {
        this.alteration = alteration;
    }

    @Override
    public Answer answered(Asked asked, Answer answer) {
        if (!asked.isHookCall() || answer.status() != 200) {
            return answer;
        }
        var body = answer.object();
        each(body, "cards", alteration);
        return answer.with(body);
    }

    private static void within(ObjectNode parent, String name, Consumer<ObjectNode> alteration) {
        if (parent.path(name) instanceof ObjectNode child) {
            alteration.accept(child);
        }
    }

    private static void each(ObjectNode parent, String name, Consumer<ObjectNode> alteration) {
        if (parent.path(name) instanceof ArrayNode children) {
            children.forEach(child -> alteration.accept((ObjectNode) child));
        }
    }

    private static void replace(ObjectNode parent, String name, UnaryOperator<JsonNode> alteration) {
        if (parent.has(name)) {
            parent.set(name, alteration.apply(parent.path(name)));
        }
    }

    private static Consumer<ObjectNode> suggestion(Consumer<ObjectNode> alteration) {
        return card -> each(card, "suggestions", alteration);
    }

    private static Consumer<ObjectNode> action(Consumer<ObjectNode> alteration) {
        return suggestion(one -> each(one, "actions", alteration));
    }

    private static Consumer<ObjectNode> ofType(String type, Consumer<ObjectNode> alteration) {
        return action(one -> {
            if (one.path("type").stringValue("").equals(type)) {
                alteration.accept(one);
            }
        });
    }
}
