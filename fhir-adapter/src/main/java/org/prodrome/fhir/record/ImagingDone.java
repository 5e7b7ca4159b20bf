package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ImagingStudy.
 *
 * @param concept its procedure, else its description as text
 * @param time when it started
 * @param status FHIR status code
 * @param modalities DICOM modalities
 */
public record ImagingDone(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        String status,
        List<Coding> modalities) implements ClinicalEvent {
    public ImagingDone {
        modalities = List.copyOf(modalities);
    }
}
