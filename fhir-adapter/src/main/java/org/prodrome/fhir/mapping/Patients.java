package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Demographics.Sex;
import org.prodrome.fhir.record.EventTime;

/** Patient to {@link Demographics}. */
final class Patients {
    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

    private Patients() {}

    static Demographics map(Patient patient) {
        EventTime birth = Times.of(patient.getBirthDateElement());
        EventTime death = patient.getDeceased() instanceof DateTimeType time ? Times.of(time) : null;
        return new Demographics(
                name(patient),
                birth == null ? null : birth.date(),
                sex(patient),
                death == null ? null : death.date(),
                isDeceased(patient),
                category(patient, US_CORE + "race"),
                category(patient, US_CORE + "ethnicity"),
                medicalRecordNumber(patient));
    }

    private static boolean isDeceased(Patient patient) {
        return patient.getDeceased() instanceof DateTimeType
                || patient.hasDeceasedBooleanType()
                        && patient.getDeceasedBooleanType().booleanValue();
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

    /** US Core race and ethnicity: the {@code text} part, else the OMB category's display. */
    private static @Nullable String category(Patient patient, String url) {
        Extension extension = patient.getExtensionByUrl(url);
        if (extension == null) {
            return null;
        }
        Extension text = extension.getExtensionByUrl("text");
        if (text != null && text.hasValue()) {
            return text.getValue().primitiveValue();
        }
        Extension category = extension.getExtensionByUrl("ombCategory");
        return category != null && category.getValue() instanceof Coding coding ? coding.getDisplay() : null;
    }

    private static @Nullable String medicalRecordNumber(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(identifier -> Concepts.is(identifier.getType(), "MR") && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .orElse(null);
    }
}
