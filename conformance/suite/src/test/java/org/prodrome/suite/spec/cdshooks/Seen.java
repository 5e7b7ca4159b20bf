package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Parts of the cards of a trial, and what must be true of fields. A check on nothing fails: it would see nothing. */
final class Seen {

    private Seen() {}

    static void each(List<JsonNode> parts, Consumer<JsonNode> check) {
        assertThat(parts).as("something to look at").isNotEmpty();
        parts.forEach(check);
    }

    static List<JsonNode> sources(Trial trial) {
        return trial.cards().stream().map(card -> card.path("source")).toList();
    }

    static List<JsonNode> topics(Trial trial) {
        return sources(trial).stream()
                .map(source -> source.path("topic"))
                .filter(there())
                .toList();
    }

    static List<JsonNode> suggestions(Trial trial) {
        return children(trial.cards(), "suggestions");
    }

    static List<JsonNode> links(Trial trial) {
        return children(trial.cards(), "links");
    }

    static List<JsonNode> overrideReasons(Trial trial) {
        return children(trial.cards(), "overrideReasons");
    }

    static List<JsonNode> actions(Trial trial) {
        return children(suggestions(trial), "actions");
    }

    static List<JsonNode> actions(Trial trial, String type) {
        return actions(trial).stream()
                .filter(action -> action.path("type").stringValue("").equals(type))
                .toList();
    }

    static List<JsonNode> children(List<JsonNode> parents, String name) {
        return parents.stream()
                .flatMap(parent -> parent.path(name).valueStream())
                .toList();
    }

    static Predicate<JsonNode> there() {
        return node -> !node.isMissingNode();
    }

    static Consumer<JsonNode> text(String field) {
        return parent -> {
            assertThat(parent.path(field).isString())
                    .as(field + " is a text in " + parent)
                    .isTrue();
            assertThat(parent.path(field).stringValue()).as(field).isNotBlank();
        };
    }

    static Consumer<JsonNode> textIfThere(String field) {
        return parent -> {
            if (parent.has(field)) {
                text(field).accept(parent);
            }
        };
    }

    /** An array of at least one object, where it is there at all. */
    static Consumer<JsonNode> objectsIfThere(String field) {
        return parent -> {
            if (parent.has(field)) {
                assertThat(parent.path(field).isArray())
                        .as(field + " is an array")
                        .isTrue();
                assertThat(parent.path(field).valueStream()).isNotEmpty().allMatch(JsonNode::isObject);
            }
        };
    }

    static Consumer<JsonNode> absoluteUrl(String field) {
        return parent -> {
            text(field).accept(parent);
            var url = URI.create(parent.path(field).stringValue());
            assertThat(url.isAbsolute() && url.getHost() != null)
                    .as(field + " is absolute: " + url)
                    .isTrue();
        };
    }

    static Consumer<JsonNode> coding() {
        return coding -> {
            assertThat(coding.isObject()).as("a coding is an object: " + coding).isTrue();
            text("code").accept(coding);
            text("system").accept(coding);
            textIfThere("display").accept(coding);
        };
    }
}
