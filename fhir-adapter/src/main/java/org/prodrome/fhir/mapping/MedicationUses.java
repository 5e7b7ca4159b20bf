package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.MedicationUse;

/** MedicationAdministration and MedicationDispense to {@link MedicationUse}. */
final class MedicationUses {
    private final Medications medications;
    private final Times times;

    MedicationUses(Medications medications, Times times) {
        this.medications = medications;
        this.times = times;
    }

    Mapped map(MedicationAdministration given) {
        if (given.getStatus() == MedicationAdministrationStatus.NOTDONE) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        var product = medications.product(given.getMedication());
        return Mapped.event(
                new MedicationUse(
                        Sources.of(given),
                        product.concept(),
                        product.ingredients(),
                        times.ofChoice(given.getEffective()),
                        times.endOfChoice(given.getEffective()),
                        MedicationUse.Kind.ADMINISTERED,
                        Concepts.code(given.getStatusElement(), "unknown"),
                        words(given.getDosage()),
                        Concepts.orNull(given.getDosage().getRoute())),
                product.shortfalls());
    }

    Mapped map(MedicationDispense handed) {
        String status = Concepts.code(handed.getStatusElement(), "unknown");
        return switch (status) {
            case "preparation", "in-progress", "on-hold", "cancelled", "declined" -> Mapped.out(Excluded.NOT_DONE);
            default -> dispensed(handed, status);
        };
    }

    private Mapped dispensed(MedicationDispense handed, String status) {
        var product = medications.product(handed.getMedication());
        var taken = Taken.of(handed.getDosageInstruction());
        return Mapped.event(
                new MedicationUse(
                        Sources.of(handed),
                        product.concept(),
                        product.ingredients(),
                        Times.firstOf(
                                times.of(handed.getWhenHandedOverElement()), times.of(handed.getWhenPreparedElement())),
                        null,
                        MedicationUse.Kind.DISPENSED,
                        status,
                        taken.words(),
                        taken.route()),
                product.shortfalls());
    }

    private static @Nullable String words(MedicationAdministrationDosageComponent dosage) {
        if (dosage.getText() != null) {
            return dosage.getText();
        }
        return dosage.hasDose() ? DosageWords.quantity(dosage.getDose()) : null;
    }
}
