package org.prodrome.web.advice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The card of a model that is or was served, with its source attributes (45 CFR 170.315(b)(11)(iv)(B)).
 *
 * @param attributes title and text, 31 of them in their order; one that the package has nothing for says so
 * @param texts the same by the attributes' keys
 * @param page the whole card as an HTML page; empty without a model
 * @param explainedHorizonDays within how many days the risk lies that contributions explain; 0 without a model
 */
public record ModelCard(
        Map<String, String> attributes, Map<String, String> texts, String page, int explainedHorizonDays) {

    /** Without a model there is nothing to tell. */
    public static final ModelCard NONE = new ModelCard(Map.of(), Map.of(), "", 0);

    /** From a verified package's {@code card.json} and {@code card.html}, which the package's signature covers. */
    public static ModelCard read(Path directory, int explainedHorizonDays, JsonMapper json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (JsonNode attribute : json.readTree(directory.resolve("card.json")).path("attributes")) {
            String text = attribute.path("text").stringValue();
            attributes.put(attribute.path("title").stringValue(), text);
            texts.put(attribute.path("key").asString(""), text);
        }
        return new ModelCard(attributes, texts, page(directory.resolve("card.html")), explainedHorizonDays);
    }

    private static String page(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("card.html: expected a file that can be read", unreadable);
        }
    }
}
