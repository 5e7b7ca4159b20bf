package org.prodrome.fhir.deidentify;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import ca.uhn.fhir.context.RuntimeChildResourceBlockDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.resources.FhirJson;

/**
 * Resources with every element that R4 gives their type, down to some depth, each free word of them naming the same invented
 * person; with contained resources and extensions, known and unknown, everywhere.
 */
final class FilledResources {
    static final String PATIENT = "mrn-5550100";
    static final String DATE = "1931-02-03";
    private static final String WORDS = "Ada Invented-Person, 12 Nowhere Lane, tel 555-0100, ada@nowhere.example";
    /** None of these may be left anywhere. */
    static final List<String> TELLING = List.of(
            "Ada",
            "Invented",
            "Nowhere",
            "555-0100",
            "nowhere.example",
            PATIENT,
            DATE,
            base64(WORDS),
            "203.0.113.7",
            "02139");
    /** Bound to closed lists, so that nobody types a name into them. */
    private static final Set<String> CODES = Set.of("code");

    private static final int DEPTH = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FilledResources() {}

    /** Every resource type of R4. */
    static Collection<String> types() {
        return FhirJson.context().getResourceTypes();
    }

    static ObjectNode of(String type) {
        ObjectNode resource = bare(type, DEPTH);
        resource.putArray("contained").add(bare("Practitioner", 3)).add(bare("RelatedPerson", 3));
        resource.put("id", type.equals("Patient") ? PATIENT : "a-" + PATIENT);
        for (String subject : List.of("subject", "patient", "beneficiary", "individual")) {
            if (resource.has(subject) && resource.path(subject).isObject()) {
                resource.putObject(subject)
                        .put("reference", "Patient/" + PATIENT)
                        .put("display", WORDS);
            }
        }
        return resource;
    }

    private static ObjectNode bare(String type, int depth) {
        RuntimeResourceDefinition definition = FhirJson.context().getResourceDefinition(type);
        ObjectNode resource = composite(definition, depth);
        if (resource.path("meta") instanceof ObjectNode meta) {
            meta.remove("security"); // a label that nobody knows keeps the resource out
        }
        resource.remove("securityLabel"); // and so does a document's own
        resource.put("resourceType", type);
        return resource;
    }

    private static ObjectNode composite(BaseRuntimeElementCompositeDefinition<?> definition, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            if (child instanceof RuntimeChildContainedResources
                    || child.getElementName().equals("modifierExtension")
                    || child.getElementName().equals("extension")) {
                continue;
            }
            for (String name : names(child)) {
                JsonNode value = value(child.getChildByName(name), depth);
                if (value != null) {
                    boolean many = child.getMax() != 1;
                    object.set(name, many ? array(value) : value);
                    if (!value.isObject()) {
                        object.set("_" + name, many ? array(extended()) : extended());
                    }
                }
            }
        }
        object.putArray("extension").add(extension("http://nowhere.example/Ada"));
        object.put("Ada", WORDS);
        return object;
    }

    private static Collection<String> names(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildChoiceDefinition || child instanceof RuntimeChildResourceBlockDefinition
                ? child.getValidChildNames()
                : List.of(child.getElementName());
    }

    private static ArrayNode array(JsonNode value) {
        return JSON.createArrayNode().add(value);
    }

    private static ObjectNode extended() {
        ObjectNode beside = JSON.createObjectNode().put("id", WORDS);
        beside.putArray("extension").add(extension("http://nowhere.example/Ada"));
        return beside;
    }

    private static ObjectNode extension(String url) {
        return JSON.createObjectNode().put("url", url).put("valueString", WORDS);
    }

    private static @Nullable JsonNode value(@Nullable BaseRuntimeElementDefinition<?> definition, int depth) {
        if (definition == null) {
            return null;
        }
        return switch (definition.getChildType()) {
            case PRIMITIVE_DATATYPE, ID_DATATYPE -> primitive(definition.getName());
            case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> text("<div>" + WORDS + "</div>");
            case COMPOSITE_DATATYPE, RESOURCE_BLOCK -> datatype(definition, depth);
            case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST, EXTENSION_DECLARED, UNDECL_EXT -> null;
        };
    }

    private static @Nullable JsonNode datatype(BaseRuntimeElementDefinition<?> definition, int depth) {
        if (depth == 0 || !(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        ObjectNode object = composite(composite, depth - 1);
        if (object.has("system") && (object.has("code") || object.has("userSelected"))) {
            object.put("system", "http://loinc.org"); // which code system it is stays: without it codes say nothing
        }
        if (definition.getName().equals("Reference")) {
            object.put("reference", "https://nowhere.example/fhir/Patient/" + PATIENT);
        }
        return object;
    }

    private static JsonNode primitive(String type) {
        return switch (type) {
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "integer", "positiveInt", "unsignedInt" ->
                JSON.getNodeFactory().numberNode(7);
            case "decimal" -> JSON.getNodeFactory().numberNode(7.5);
            case "date" -> text(DATE);
            case "dateTime", "instant" -> text(DATE + "T10:00:00Z");
            case "time" -> text("10:00:00");
            case "base64Binary" -> text(base64(WORDS));
            case "uri", "url", "canonical" -> text("http://203.0.113.7/Ada");
            case "id", "oid", "uuid" -> text(PATIENT);
            default -> text(CODES.contains(type) ? "final" : WORDS);
        };
    }

    private static JsonNode text(String words) {
        return JSON.getNodeFactory().textNode(words);
    }

    private static String base64(String words) {
        return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }
}
