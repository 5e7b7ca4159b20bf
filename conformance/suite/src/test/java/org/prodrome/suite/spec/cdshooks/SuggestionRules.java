package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.suite.spec.cdshooks.Seen.each;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a card offers to do (CDS Hooks 2.0, "Suggestion", "Action"). */
final class SuggestionRules {

    private SuggestionRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("suggestions are an array of objects", SuggestionRules::areAnArray, 92, 94)
                        .brokenBy(CardBreach.SUGGESTIONS_AS_OBJECT),
                Rule.of("a card with suggestions says how many may be chosen", SuggestionRules::sayHowMany, 93, 96)
                        .brokenBy(CardBreach.NO_SELECTION_BEHAVIOR, CardBreach.SELECTION_BEHAVIOR_AS_BOOLEAN),
                Rule.of("selectionBehavior is one of two", SuggestionRules::behaviorIsKnown, 95)
                        .brokenBy(CardBreach.SELECTION_BEHAVIOR_ALL),
                Rule.of("each suggestion has a label", trial -> each(Seen.suggestions(trial), Seen.text("label")), 117)
                        .brokenBy(CardBreach.NO_SUGGESTION_LABEL),
                Rule.of("a suggestion's uuid is a text", trial -> each(Seen.suggestions(trial), Seen.text("uuid")), 119)
                        .brokenBy(CardBreach.SUGGESTION_UUID_AS_NUMBER),
                Rule.of("isRecommended is true or false", SuggestionRules::recommendedIsBoolean, 120, 121)
                        .brokenBy(CardBreach.RECOMMENDED_AS_TEXT),
                Rule.of("where one may be chosen at most one is recommended", SuggestionRules::recommendsOne, 122)
                        .brokenBy(CardBreach.ALL_RECOMMENDED_TO_CHOOSE_ONE),
                Rule.of("actions are an array of objects", SuggestionRules::actionsAreAnArray, 123, 124)
                        .brokenBy(CardBreach.ACTIONS_AS_OBJECT),
                Rule.of("actions of one suggestion can all be taken", SuggestionRules::actionsAgree, 125)
                        .brokenBy(CardBreach.ALTERNATIVES_IN_ONE_SUGGESTION),
                Rule.of("an action's type is one of three", SuggestionRules::actionTypeIsKnown, 127)
                        .brokenBy(CardBreach.ACTION_TYPE_REPLACE, CardBreach.NO_ACTION_TYPE),
                Rule.of(
                                "each action has a description",
                                trial -> each(Seen.actions(trial), Seen.text("description")),
                                128,
                                129)
                        .brokenBy(CardBreach.NO_ACTION_DESCRIPTION),
                Rule.of("an action's resource is one of FHIR's", SuggestionRules::resourceIsOfFhir, 130)
                        .brokenBy(CardBreach.RESOURCE_WITHOUT_TYPE, CardBreach.RESOURCE_AS_TEXT),
                Rule.of("create brings a new resource", SuggestionRules::createIsNew, 131)
                        .brokenBy(CardBreach.CREATE_WITHOUT_RESOURCE, CardBreach.CREATE_OF_WHAT_IS_THERE),
                Rule.of("update brings the whole order", SuggestionRules::updateIsWhole, 132)
                        .brokenBy(CardBreach.UPDATE_OF_CHANGED_FIELDS),
                Rule.of("delete brings no resource", SuggestionRules::deleteHasNoResource, 133)
                        .brokenBy(CardBreach.DELETE_BY_RESOURCE),
                Rule.of("delete names an order in progress", SuggestionRules::deleteNamesAnOrder, 134)
                        .brokenBy(CardBreach.DELETE_WITHOUT_RESOURCE_ID),
                Rule.of("resourceId is a text", SuggestionRules::resourceIdIsText, 135)
                        .brokenBy(CardBreach.RESOURCE_ID_AS_ARRAY));
    }

    private static void areAnArray(Trial trial) {
        each(trial.cards(), Seen.objectsIfThere("suggestions"));
        assertThat(Seen.suggestions(trial)).isNotEmpty();
    }

    private static List<JsonNode> cardsWithSuggestions(Trial trial) {
        return trial.cards().stream().filter(card -> card.has("suggestions")).toList();
    }

    private static void sayHowMany(Trial trial) {
        each(cardsWithSuggestions(trial), Seen.text("selectionBehavior"));
    }

    private static void behaviorIsKnown(Trial trial) {
        each(
                cardsWithSuggestions(trial),
                card -> assertThat(card.path("selectionBehavior").stringValue(""))
                        .isIn("at-most-one", "any"));
    }

    private static void recommendedIsBoolean(Trial trial) {
        var marked = Seen.suggestions(trial).stream()
                .filter(suggestion -> suggestion.has("isRecommended"))
                .toList();
        each(
                marked,
                suggestion ->
                        assertThat(suggestion.path("isRecommended").isBoolean()).isTrue());
    }

    private static void recommendsOne(Trial trial) {
        var exclusive = cardsWithSuggestions(trial).stream()
                .filter(card -> card.path("selectionBehavior").stringValue("").equals("at-most-one"))
                .toList();
        each(
                exclusive,
                card -> assertThat(card.path("suggestions")
                                .valueStream()
                                .filter(suggestion ->
                                        suggestion.path("isRecommended").asBoolean(false)))
                        .hasSizeLessThanOrEqualTo(1));
    }

    private static void actionsAreAnArray(Trial trial) {
        each(Seen.suggestions(trial), Seen.objectsIfThere("actions"));
        assertThat(Seen.actions(trial)).isNotEmpty();
    }

    /** Who takes a suggestion takes all its actions: no two of them may change the same order, nor say the same twice. */
    private static void actionsAgree(Trial trial) {
        each(
                Seen.suggestions(trial),
                suggestion -> assertThat(
                                suggestion.path("actions").valueStream().map(SuggestionRules::target))
                        .doesNotHaveDuplicates());
    }

    private static String target(JsonNode action) {
        var resource = action.path("resource");
        return switch (action.path("type").stringValue("")) {
            case "delete" -> action.path("resourceId").stringValue("");
            case "update" ->
                resource.path("resourceType").stringValue("") + "/"
                        + resource.path("id").stringValue("");
            default -> action.toString();
        };
    }

    private static void actionTypeIsKnown(Trial trial) {
        each(
                Seen.actions(trial),
                action -> assertThat(action.path("type").stringValue("")).isIn("create", "update", "delete"));
        assertThat(List.of("create", "update", "delete"))
                .allSatisfy(
                        type -> assertThat(Seen.actions(trial, type)).as(type).isNotEmpty());
    }

    private static void resourceIsOfFhir(Trial trial) {
        var carrying = Seen.actions(trial).stream()
                .filter(action -> action.has("resource"))
                .toList();
        each(carrying, action -> {
            assertThat(action.path("resource").isObject()).isTrue();
            assertThat(action.path("resource").path("resourceType").stringValue(""))
                    .matches("[A-Z][A-Za-z]+");
        });
    }

    private static void createIsNew(Trial trial) {
        each(Seen.actions(trial, "create"), action -> {
            assertThat(action.path("resource").isObject()).isTrue();
            assertThat(action.path("resource").has("id"))
                    .as("a new resource has no id")
                    .isFalse();
        });
    }

    private static void updateIsWhole(Trial trial) {
        each(Seen.actions(trial, "update"), action -> {
            var resource = action.path("resource");
            assertThat(resource.path("id").stringValue("")).matches("(draft|order)-\\d");
            assertThat(List.of("resourceType", "status", "intent", "subject", "medicationCodeableConcept"))
                    .allSatisfy(
                            field -> assertThat(resource.has(field)).as(field).isTrue());
            assertThat(resource.path("subject").path("reference").stringValue(""))
                    .isEqualTo("Patient/" + trial.patient);
        });
    }

    private static void deleteHasNoResource(Trial trial) {
        each(
                Seen.actions(trial, "delete"),
                action -> assertThat(action.has("resource")).isFalse());
    }

    private static void deleteNamesAnOrder(Trial trial) {
        each(
                Seen.actions(trial, "delete"),
                action -> assertThat(action.path("resourceId").asString(""))
                        .matches("MedicationRequest/(draft|order)-\\d"));
    }

    private static void resourceIdIsText(Trial trial) {
        each(Seen.actions(trial, "delete"), Seen.text("resourceId"));
    }
}
