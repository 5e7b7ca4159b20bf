package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The pieces that FHIR R4 resources are made of, as JSON trees. */
final class Fhir {
    static final String LOINC = "http://loinc.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Fhir() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode resource(String type, String id) {
        return object().put("resourceType", type).put("id", id);
    }

    static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = object();
        concept.putArray("coding")
                .add(object().put("system", system).put("code", code).put("display", display));
        return concept.put("text", display);
    }

    /** A code from one of HL7's own systems, without a text. */
    static ObjectNode term(String system, String code) {
        ObjectNode concept = object();
        concept.putArray("coding")
                .add(object().put("system", TERMINOLOGY + system).put("code", code));
        return concept;
    }

    static ObjectNode reference(String type, String id) {
        return object().put("reference", type + "/" + id);
    }

    static ObjectNode quantity(double value, String unit) {
        ObjectNode quantity = object();
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            quantity.put("value", (long) value);
        } else {
            quantity.put("value", value);
        }
        return quantity.put("unit", unit)
                .put("system", "http://unitsofmeasure.org")
                .put("code", unit);
    }

    static ObjectNode period(long start, long stop) {
        return object().put("start", time(start)).put("end", time(stop));
    }

    static String time(long millis) {
        return SECONDS.format(Instant.ofEpochMilli(millis));
    }
}
