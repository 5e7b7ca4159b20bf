package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/** CodeableConcept to {@link CodedConcept}; a coding without a code says nothing and is left out. */
final class Concepts {
    private Concepts() {}

    static CodedConcept of(CodeableConcept concept) {
        return new CodedConcept(codings(concept.getCoding()), concept.getText());
    }

    static CodedConcept ofAll(List<CodeableConcept> concepts) {
        return concepts.isEmpty() ? new CodedConcept(List.of(), null) : of(concepts.getFirst());
    }

    static Coding coding(org.hl7.fhir.r4.model.Coding coding) {
        return new Coding(coding.hasSystem() ? coding.getSystem() : "", coding.getCode(), coding.getDisplay());
    }

    /** Whether any coding of the concept is this code, whatever its system: FHIR's status concepts are required bindings. */
    static boolean is(CodeableConcept concept, String code) {
        return concept.getCoding().stream().anyMatch(coding -> code.equals(coding.getCode()));
    }

    /** The first code, or empty. */
    static String firstCode(CodeableConcept concept) {
        String code = concept.getCodingFirstRep().getCode();
        return code == null ? "" : code;
    }

    private static List<Coding> codings(List<org.hl7.fhir.r4.model.Coding> codings) {
        return codings.stream()
                .filter(coding -> coding.hasCode() && !coding.getCode().isBlank())
                .map(Concepts::coding)
                .toList();
    }
}
