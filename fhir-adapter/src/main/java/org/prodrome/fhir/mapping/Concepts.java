package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/** CodeableConcept to {@link CodedConcept}; a coding without a code says nothing and is left out. */
final class Concepts {
    private Concepts() {}

    static CodedConcept of(CodeableConcept concept) {
        return new CodedConcept(codings(concept.getCoding()), concept.getText());
    }

    /** The first of several that says anything, else the words. */
    static CodedConcept first(List<CodeableConcept> concepts, @Nullable String words) {
        return concepts.stream()
                .filter(Concepts::speaks)
                .map(Concepts::of)
                .findFirst()
                .orElse(text(words));
    }

    static List<CodedConcept> each(List<CodeableConcept> concepts) {
        return concepts.stream().filter(Concepts::speaks).map(Concepts::of).toList();
    }

    /** Reasons: as coded, then the words of those that are references. */
    static List<CodedConcept> reasons(List<CodeableConcept> codes, List<Reference> references) {
        var reasons = new ArrayList<>(each(codes));
        for (Reference reference : references) {
            if (reference.getDisplay() != null) {
                reasons.add(text(reference.getDisplay()));
            }
        }
        return reasons;
    }

    static @Nullable CodedConcept orNull(CodeableConcept concept) {
        return speaks(concept) ? of(concept) : null;
    }

    static CodedConcept text(@Nullable String words) {
        return new CodedConcept(List.of(), words);
    }

    static Coding coding(org.hl7.fhir.r4.model.Coding coding) {
        return new Coding(coding.getSystem() == null ? "" : coding.getSystem(), coding.getCode(), coding.getDisplay());
    }

    static boolean hasCode(org.hl7.fhir.r4.model.Coding coding) {
        return coding.getCode() != null && !coding.getCode().isBlank();
    }

    static boolean speaks(CodeableConcept concept) {
        return concept.getText() != null || concept.getCoding().stream().anyMatch(Concepts::hasCode);
    }

    /** Whether any coding of the concept is this code, whatever its system: FHIR's status concepts are required bindings. */
    static boolean is(CodeableConcept concept, String code) {
        return concept.getCoding().stream().anyMatch(coding -> code.equals(coding.getCode()));
    }

    /** The first code, whatever it means, or empty. */
    static String firstCode(CodeableConcept concept) {
        return firstKnown(concept, Optional::of).orElse("");
    }

    /** What the first code that is known means: a house's own coding may stand before FHIR's. */
    static <T> Optional<T> firstKnown(CodeableConcept concept, Function<String, Optional<T>> known) {
        return concept.getCoding().stream()
                .filter(Concepts::hasCode)
                .flatMap(coding -> known.apply(coding.getCode()).stream())
                .findFirst();
    }

    /** The code of a required binding; one that FHIR does not know counts as not given. */
    static String code(PrimitiveType<?> element, String otherwise) {
        return element.hasValue() ? element.getValueAsString() : otherwise;
    }

    private static List<Coding> codings(List<org.hl7.fhir.r4.model.Coding> codings) {
        return codings.stream().filter(Concepts::hasCode).map(Concepts::coding).toList();
    }
}
