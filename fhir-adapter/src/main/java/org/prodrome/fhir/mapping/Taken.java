package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Value;

/**
 * How a medication is taken.
 *
 * @param words all dosages in words, or null
 * @param dose one dose, where there is one dosage only and it gives a quantity; else null
 * @param route that of the first dosage that names one, or null
 */
record Taken(
        @Nullable String words,
        Value.@Nullable Quantity dose,
        @Nullable CodedConcept route) {

    static Taken of(List<Dosage> dosages) {
        String words = dosages.stream()
                .map(DosageWords::of)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
        return new Taken(
                words.isEmpty() ? null : words,
                dosages.size() == 1 ? dose(dosages.getFirst()) : null,
                dosages.stream()
                        .map(dosage -> Concepts.orNull(dosage.getRoute()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private static Value.@Nullable Quantity dose(Dosage dosage) {
        return dosage.getDoseAndRate().size() == 1
                        && dosage.getDoseAndRateFirstRep().getDose() instanceof Quantity dose
                        && dose.getValue() != null
                ? Values.quantity(dose)
                : null;
    }
}
