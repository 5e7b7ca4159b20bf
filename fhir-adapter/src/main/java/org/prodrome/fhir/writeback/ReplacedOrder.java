package org.prodrome.fhir.writeback;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.FhirAdapterException;

/** An order in progress with another product: all the rest stays as the client sent it, known to us or not. */
final class ReplacedOrder {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private ReplacedOrder() {}

    static String json(DraftProposal.Replace replace, DraftContext context) {
        try {
            ObjectNode order = (ObjectNode) JSON.readTree(replace.order().json());
            if (replace.order().isMedication()) {
                medication(order, replace);
            } else {
                order.set("code", concept(replace.product()));
            }
            order.remove("text"); // it tells of the old product
            dropUnreferenced(order);
            mark(order);
            array(order, "note").addObject().put("text", DraftRenderer.note(replace.reason(), context));
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new FhirAdapterException.Unreadable("draft order: expected a JSON object, got something else");
        }
    }

    /** The old dosage is of the old product: without a new one it must be entered afresh. */
    private static void medication(ObjectNode order, DraftProposal.Replace replace) {
        order.remove("medicationReference");
        order.set("medicationCodeableConcept", concept(replace.product()));
        order.remove("dosageInstruction");
        order.remove("dispenseRequest");
        if (replace.dosage() != null) {
            order.putArray("dosageInstruction").addObject().put("text", replace.dosage());
        }
    }

    /** What only the old product was for; contained resources must be referred to (FHIR R4, dom-3). */
    private static void dropUnreferenced(ObjectNode order) {
        JsonNode contained = order.remove("contained");
        if (contained == null) {
            return;
        }
        Map<String, JsonNode> left = new LinkedHashMap<>();
        contained.forEach(one -> left.put("#" + one.path("id").asText(), one));
        Set<String> named = new LinkedHashSet<>();
        references(order, named);
        ArrayNode kept = JSON.createArrayNode();
        Deque<String> open = new ArrayDeque<>(named);
        while (!open.isEmpty()) {
            JsonNode one = left.remove(open.pop());
            if (one != null) {
                kept.add(one);
                Set<String> further = new LinkedHashSet<>();
                references(one, further);
                open.addAll(further);
            }
        }
        if (!kept.isEmpty()) {
            order.set("contained", kept);
        }
    }

    private static void references(JsonNode node, Set<String> into) {
        node.findValuesAsText("reference").stream()
                .filter(text -> text.startsWith("#"))
                .forEach(into::add);
    }

    private static ObjectNode concept(CodedConcept concept) {
        ObjectNode rendered = JSON.createObjectNode();
        if (!concept.codings().isEmpty()) {
            ArrayNode codings = rendered.putArray("coding");
            concept.codings().forEach(coding -> {
                ObjectNode one =
                        codings.addObject().put("system", coding.system()).put("code", coding.code());
                if (coding.display() != null) {
                    one.put("display", coding.display());
                }
            });
        }
        return rendered.put("text", concept.words());
    }

    private static void mark(ObjectNode order) {
        ObjectNode meta = order.get("meta") instanceof ObjectNode present ? present : order.putObject("meta");
        array(meta, "security")
                .addObject()
                .put("system", Marks.SECURITY_SYSTEM)
                .put("code", Marks.SECURITY_CODE)
                .put("display", Marks.SECURITY_DISPLAY);
    }

    private static ArrayNode array(ObjectNode parent, String field) {
        return parent.get(field) instanceof ArrayNode present ? present : parent.putArray(field);
    }
}
