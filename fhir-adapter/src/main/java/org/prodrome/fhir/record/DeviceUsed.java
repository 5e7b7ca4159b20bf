package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A Device of the patient, such as an implant. Serial, lot and full UDI are not taken: they identify a person.
 *
 * @param concept its type
 * @param time always null: a Device does not say when it was implanted
 * @param status FHIR status code, or empty
 * @param deviceIdentifier the UDI's device identifier (the model, not the piece), or null
 */
public record DeviceUsed(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        String status,
        @Nullable String deviceIdentifier)
        implements ClinicalEvent {}
