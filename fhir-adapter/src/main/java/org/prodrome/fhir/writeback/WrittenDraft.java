package org.prodrome.fhir.writeback;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/**
 * A draft as the EHR has it now. As JSON, so that what the EHR added goes back as it came.
 *
 * @param resource as read
 * @param form what the profile says of its type
 */
record WrittenDraft(ObjectNode resource, DraftForm form) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static WrittenDraft read(String json, DraftForm form) {
        try {
            return new WrittenDraft((ObjectNode) JSON.readTree(json), form);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new FhirAdapterException.Unreadable("written draft: expected a JSON object, got something else");
        }
    }

    /** How far it has come. */
    enum Stage {
        DRAFT,
        WITHDRAWN,
        PAST
    }

    /** Whether it is the resource asked for, in this patient's chart. */
    boolean is(FhirReference reference, PatientId patient) {
        String subject = resource.path("subject").path("reference").asText();
        return text("resourceType").equals(reference.type())
                && text("id").equals(reference.id())
                && (subject.equals(patient.reference().literal())
                        || subject.endsWith("/" + patient.reference().literal()));
    }

    Stage stage() {
        String state = state();
        if (state.equals(form.withdrawn()) || state.equals("entered-in-error")) {
            return Stage.WITHDRAWN;
        }
        return state.equals(form.status()) ? Stage.DRAFT : Stage.PAST;
    }

    Optional<String> version() {
        return Optional.of(resource.path("meta").path("versionId").asText()).filter(known -> !known.isEmpty());
    }

    /** The same, taken back. A Condition entered in error has no clinical status (con-5). */
    String withdrawn() {
        ObjectNode changed = resource.deepCopy();
        if (text("resourceType").equals("Condition")) {
            changed.remove("clinicalStatus");
            changed.putObject("verificationStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", Marks.TERMINOLOGY + "condition-ver-status")
                    .put("code", form.withdrawn());
        } else {
            changed.put("status", form.withdrawn());
        }
        try {
            return JSON.writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }

    /** Where this type says whether it is a draft. */
    private String state() {
        return switch (text("resourceType")) {
            case "Condition" -> verification();
            case "DocumentReference" -> text("status").equals("current") ? text("docStatus") : text("status");
            default -> text("status");
        };
    }

    private String verification() {
        for (JsonNode coding : resource.path("verificationStatus").path("coding")) {
            if (coding.path("system").asText().endsWith("condition-ver-status")) {
                return coding.path("code").asText();
            }
        }
        return "";
    }

    private String text(String field) {
        return resource.path(field).asText();
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "WrittenDraft[" + text("resourceType") + "]";
    }
}
