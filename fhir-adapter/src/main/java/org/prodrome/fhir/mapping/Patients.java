package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Demographics.Sex;

/** Patient to {@link Demographics}. */
final class Patients {
    private Patients() {}

    static Demographics map(Patient patient, Times times) {
        var birth = times.of(patient.getBirthDateElement());
        var death = patient.getDeceased() instanceof DateTimeType time ? times.of(time) : null;
        return new Demographics(
                name(patient),
                birth == null ? null : birth.date(),
                sex(patient),
                death == null ? null : death.date(),
                isDeceased(patient),
                UsCore.text(patient, UsCore.RACE),
                UsCore.text(patient, UsCore.ETHNICITY),
                medicalRecordNumber(patient),
                UsCore.details(patient));
    }

    private static boolean isDeceased(Patient patient) {
        return patient.getDeceased() instanceof DateTimeType
                || (patient.hasDeceasedBooleanType()
                        && Boolean.TRUE.equals(patient.getDeceasedBooleanType().getValue()));
    }

    private static Sex sex(Patient patient) {
        return switch (patient.getGender()) {
            case FEMALE -> Sex.FEMALE;
            case MALE -> Sex.MALE;
            case OTHER -> Sex.OTHER;
            case UNKNOWN, NULL -> Sex.UNKNOWN;
            case null -> Sex.UNKNOWN;
        };
    }

    private static @Nullable String name(Patient patient) {
        HumanName best = null;
        for (HumanName name : patient.getName()) {
            if (best == null || name.getUse() == HumanName.NameUse.OFFICIAL) {
                best = name;
            }
        }
        if (best == null) {
            return null;
        }
        @Nullable
        String words = best.hasText()
                ? best.getText()
                : (best.getGivenAsSingleString() + " " + (best.hasFamily() ? best.getFamily() : "")).strip();
        return words == null || words.isBlank() ? null : words;
    }

    private static @Nullable String medicalRecordNumber(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(identifier -> Concepts.is(identifier.getType(), "MR") && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .orElse(null);
    }
}
