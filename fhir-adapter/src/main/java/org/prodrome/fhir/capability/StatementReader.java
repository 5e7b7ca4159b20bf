package org.prodrome.fhir.capability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CapabilityStatement as plain JSON: the fields used here are the same in STU3 and R4, and in DSTU2's Conformance, so
 * that an old server's is understood too.
 */
final class StatementReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code .../OperationDefinition/Patient-everything}: how STU3 and some R4 servers tie a system's operation to a type. */
    private static final Pattern TYPE_OF_OPERATION = Pattern.compile("OperationDefinition/([A-Z][A-Za-z]+)-");

    private StatementReader() {}

    static Learnt read(String json) {
        JsonNode statement;
        try {
            statement = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return new Learnt.Unknown("the server's CapabilityStatement was not JSON");
        }
        String kind = statement.path("resourceType").asText();
        if (!kind.equals("CapabilityStatement") && !kind.equals("Conformance")) {
            return new Learnt.Unknown("the server answered with something other than a CapabilityStatement");
        }
        ServerCapabilities read = capabilities(statement);
        return read.types().isEmpty()
                ? new Learnt.Unknown("the server's CapabilityStatement lists no resource type")
                : new Learnt.Known(read);
    }

    private static ServerCapabilities capabilities(JsonNode statement) {
        var interactions = new HashSet<String>();
        var operations = new HashSet<String>();
        var types = new HashMap<String, TypeCapabilities>();
        for (JsonNode rest : statement.path("rest")) {
            if (rest.path("mode").asText("server").equals("server")) {
                interactions.addAll(texts(rest.path("interaction"), "code"));
                operations.addAll(operationNames(rest.path("operation")));
                Map<String, Set<String>> tied = tied(rest.path("operation"));
                for (JsonNode resource : rest.path("resource")) {
                    String type = resource.path("type").asText();
                    types.put(type, type(resource, tied.getOrDefault(type, Set.of())));
                }
            }
        }
        return new ServerCapabilities(
                statement.path("fhirVersion").asText(),
                statement.path("software").path("name").asText(),
                interactions,
                operations,
                types);
    }

    private static TypeCapabilities type(JsonNode resource, Set<String> tied) {
        Set<String> operations = operationNames(resource.path("operation"));
        operations.addAll(tied);
        return new TypeCapabilities(
                texts(resource.path("interaction"), "code"),
                texts(resource.path("searchParam"), "name"),
                texts(resource.path("searchInclude")),
                texts(resource.path("searchRevInclude")),
                operations,
                resource.path("conditionalCreate").asBoolean(),
                resource.path("conditionalRead").asText(),
                resource.path("conditionalUpdate").asBoolean(),
                resource.path("versioning").asText(),
                resource.path("updateCreate").asBoolean());
    }

    private static Map<String, Set<String>> tied(JsonNode operations) {
        var byType = new HashMap<String, Set<String>>();
        for (JsonNode operation : operations) {
            JsonNode definition = operation.path("definition");
            String address =
                    definition.isObject() ? definition.path("reference").asText() : definition.asText();
            Matcher type = TYPE_OF_OPERATION.matcher(address);
            if (type.find()) {
                byType.computeIfAbsent(type.group(1), ignored -> new HashSet<>())
                        .add(name(operation));
            }
        }
        return byType;
    }

    private static Set<String> operationNames(JsonNode operations) {
        var names = new HashSet<String>();
        operations.forEach(operation -> names.add(name(operation)));
        return names;
    }

    private static String name(JsonNode operation) {
        String name = operation.path("name").asText();
        return name.startsWith("$") ? name.substring(1) : name;
    }

    private static Set<String> texts(JsonNode objects, String field) {
        var texts = new HashSet<String>();
        objects.forEach(object -> texts.add(object.path(field).asText()));
        texts.remove("");
        return texts;
    }

    private static Set<String> texts(JsonNode values) {
        var texts = new HashSet<String>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
