package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service answered.
 *
 * @param allowedOrigin of the pages whose scripts may read it; empty for none
 */
record Answer(int status, String contentType, String body, String allowedOrigin) {

    private static final JsonMapper JSON = new JsonMapper();

    Answer(int status, String contentType, String body) {
        this(status, contentType, body, "");
    }

    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body(),
                response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }

    /** A successful answer that says nothing. */
    static Answer silent() {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("cards");
        return new Answer(200, "application/json", body.toString());
    }

    /** The body; a missing node where there is none. */
    JsonNode json() {
        return JSON.readTree(body);
    }

    ObjectNode object() {
        return (ObjectNode) json();
    }

    /** The cards of an answer that must have some list of them. */
    List<JsonNode> cards() {
        assertThat(status).as(body).isEqualTo(200);
        JsonNode cards = json().path("cards");
        assertThat(cards.isArray()).as("cards is an array").isTrue();
        return cards.valueStream().toList();
    }

    Answer with(int otherStatus) {
        return new Answer(otherStatus, contentType, body, allowedOrigin);
    }

    Answer with(JsonNode otherBody) {
        return new Answer(status, contentType, otherBody.toString(), allowedOrigin);
    }

    Answer as(String otherType) {
        return new Answer(status, otherType, body, allowedOrigin);
    }

    Answer allowing(String page) {
        return new Answer(status, contentType, body, page);
    }
}
