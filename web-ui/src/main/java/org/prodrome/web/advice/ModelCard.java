package org.prodrome.web.advice;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The source attributes of the model that is served (45 CFR 170.315(b)(11)(iv)(B)), name and content in their order.
 *
 * @param attributes 31 of them; one that the package has nothing for says so
 */
public record ModelCard(Map<String, String> attributes) {

    /** From a package's {@code card.json}, which the package's signature covers. */
    public static ModelCard read(Path file, JsonMapper json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonNode attribute : json.readTree(file).path("attributes")) {
            attributes.put(
                    attribute.path("title").stringValue(),
                    attribute.path("text").stringValue());
        }
        return new ModelCard(attributes);
    }
}
