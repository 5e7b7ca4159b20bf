package org.prodrome.web.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prefetch as an EHR fills it in: from the templates that the service announces for a hook, with what the queries find among the
 * patient's resources, and nothing else.
 */
final class AnnouncedPrefetch {
    private static final Set<String> CONTROLS = Set.of("patient", "_count", "_sort");

    private AnnouncedPrefetch() {}

    /** Fills it in for a call; tokens are taken from its context. */
    static void into(ObjectNode call, Map<String, String> templates, List<ObjectNode> chart) {
        ObjectNode prefetch = call.putObject("prefetch");
        templates.forEach((key, template) -> {
            String query = filled(template, call.path("context"));
            if (query.contains("{{")) {
                return; // a token without a value: the client leaves the key out
            }
            if (query.contains("?")) {
                prefetch.set(
                        key,
                        TestCalls.searchset(chart.stream()
                                .filter(resource -> isFound(resource, query))
                                .toArray(ObjectNode[]::new)));
            } else {
                chart.stream()
                        .filter(resource ->
                                query.equals(resource.path("resourceType").stringValue("") + "/"
                                        + resource.path("id").stringValue("")))
                        .forEach(resource -> prefetch.set(key, resource));
            }
        });
    }

    private static String filled(String template, JsonNode context) {
        String[] filled = {template};
        context.propertyStream()
                .filter(field -> field.getValue().isString())
                .forEach(field -> filled[0] = filled[0].replace(
                        "{{context." + field.getKey() + "}}", field.getValue().stringValue()));
        return filled[0];
    }

    private static boolean isFound(ObjectNode resource, String query) {
        String[] parts = query.split("\\?", 2);
        return resource.path("resourceType").stringValue("").equals(parts[0])
                && Arrays.stream(parts[1].split("&"))
                        .map(parameter -> parameter.split("=", 2))
                        .filter(parameter -> !CONTROLS.contains(parameter[0]))
                        .allMatch(parameter -> tokens(resource.path(parameter[0]))
                                .anyMatch(List.of(parameter[1].split(","))::contains));
    }

    private static Stream<String> tokens(JsonNode element) {
        return element.isString()
                ? Stream.of(element.stringValue())
                : element.valueStream()
                        .flatMap(concept -> concept.path("coding").valueStream())
                        .map(coding -> coding.path("code").stringValue(""));
    }
}
