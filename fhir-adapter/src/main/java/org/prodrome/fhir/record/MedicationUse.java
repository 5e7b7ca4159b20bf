package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MedicationAdministration or MedicationDispense: a medication that was given, or handed out.
 *
 * @param concept the product
 * @param ingredients RxNorm ingredient codings; empty when they could not be found ("not checked", never "none")
 * @param time start of the administration, or when it was handed over, else prepared
 * @param end end of the administration, or null
 * @param kind given or handed out
 * @param status FHIR status code
 * @param dosage the dosage in words, or null
 * @param route how it was given, or null
 */
public record MedicationUse(
        FhirReference source,
        CodedConcept concept,
        List<Coding> ingredients,
        @Nullable EventTime time,
        @Nullable EventTime end,
        Kind kind,
        String status,
        @Nullable String dosage,
        @Nullable CodedConcept route)
        implements ClinicalEvent {

    /** What the record tells of. */
    public enum Kind {
        ADMINISTERED,
        DISPENSED
    }

    public MedicationUse {
        ingredients = List.copyOf(ingredients);
    }
}
