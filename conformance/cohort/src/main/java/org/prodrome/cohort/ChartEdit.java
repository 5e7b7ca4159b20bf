package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One declared change of a simulated chart, where stock Synthea has no person of the kind that is needed. Every edit gives its
 * reason, which the manifest repeats.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "edit")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChartEdit.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = ChartEdit.Add.class, name = "add"),
    @JsonSubTypes.Type(value = ChartEdit.Put.class, name = "put")
})
sealed interface ChartEdit {
    String reason();

    /**
     * Takes resources out of the chart; what pointed at them loses the reference.
     *
     * @param code a code of the resource, or null for all of the type
     */
    record Remove(String reason, String type, @Nullable String code) implements ChartEdit {}

    /**
     * Puts a resource into the chart. Its texts may hold {@code {patient}}, {@code {encounter}}, {@code {practitioner}} and
     * {@code {organization}}: the ids of the person and of their newest encounter, its practitioner and its organisation.
     */
    record Add(String reason, JsonNode resource) implements ChartEdit {}

    /**
     * Sets one field of the newest resources of a type and code.
     *
     * @param code a code of the resource, or null for any of the type
     * @param newest how many of the newest are changed
     * @param field JSON Pointer to an existing parent's field, as {@code /valueQuantity/value}
     * @param value the new value; null takes the field away
     */
    record Put(
            String reason,
            String type,
            @Nullable String code,
            int newest,
            String field,
            @Nullable JsonNode value) implements ChartEdit {}
}
