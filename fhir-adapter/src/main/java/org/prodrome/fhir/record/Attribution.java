package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Provenance: what made other facts of the record.
 *
 * @param concept the activity, which may be empty
 * @param time when it was recorded
 * @param targets what it speaks of
 * @param agents the parts that agents took, such as author or assembler; their names are not taken
 */
public record Attribution(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        List<FhirReference> targets,
        List<CodedConcept> agents)
        implements ClinicalEvent {
    public Attribution {
        targets = List.copyOf(targets);
        agents = List.copyOf(agents);
    }
}
