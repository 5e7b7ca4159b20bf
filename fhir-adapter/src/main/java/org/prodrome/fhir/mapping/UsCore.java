package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;

/** US Core's extensions of a Patient (US Core 3.1 to 8), and FHIR's own for gender identity. */
final class UsCore {
    private static final String BASE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    static final String RACE = BASE + "race";
    static final String ETHNICITY = BASE + "ethnicity";
    private static final String BIRTH_SEX = BASE + "birthsex";
    private static final String SEX = BASE + "sex";
    private static final String GENDER_IDENTITY = BASE + "genderIdentity";
    private static final String INDIVIDUAL_GENDER = "http://hl7.org/fhir/StructureDefinition/individual-genderIdentity";

    private UsCore() {}

    static Demographics.Details details(Patient patient) {
        Coding birthSex = valueOf(patient, BIRTH_SEX);
        return new Demographics.Details(
                birthSex == null ? null : birthSex.code(),
                valueOf(patient, SEX),
                genders(patient),
                codings(patient, RACE),
                codings(patient, ETHNICITY));
    }

    /** Race and ethnicity in words: the {@code text} part, else the OMB category's display. */
    static @Nullable String text(Patient patient, String url) {
        return parts(patient, url, "text")
                .map(Type::primitiveValue)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> codings(patient, url).stream()
                        .map(Coding::display)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }

    /** OMB categories first, then what was told in detail. */
    private static List<Coding> codings(Patient patient, String url) {
        return Stream.concat(parts(patient, url, "ombCategory"), parts(patient, url, "detailed"))
                .map(UsCore::coding)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<CodedConcept> genders(Patient patient) {
        return Stream.concat(
                        patient.getExtensionsByUrl(GENDER_IDENTITY).stream().map(Extension::getValue),
                        parts(patient, INDIVIDUAL_GENDER, "value"))
                .filter(CodeableConcept.class::isInstance)
                .map(value -> Concepts.of((CodeableConcept) value))
                .toList();
    }

    private static @Nullable Coding valueOf(Patient patient, String url) {
        return patient.getExtensionsByUrl(url).stream()
                .map(extension -> coding(extension.getValue()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** US Core changed the type from code to Coding on the way; a bare code does not say of which system it is. */
    private static @Nullable Coding coding(@Nullable Type value) {
        if (value instanceof org.hl7.fhir.r4.model.Coding coding) {
            return Concepts.hasCode(coding) ? Concepts.coding(coding) : null;
        }
        String code = value == null ? null : value.primitiveValue();
        return code == null || code.isBlank() ? null : new Coding("", code, null);
    }

    private static Stream<Type> parts(Patient patient, String url, String part) {
        return patient.getExtensionsByUrl(url).stream()
                .flatMap(extension -> extension.getExtensionsByUrl(part).stream())
                .map(Extension::getValue)
                .filter(Objects::nonNull);
    }
}
