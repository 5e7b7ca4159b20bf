package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.CodedConcept;

/** AllergyIntolerance to {@link Allergy}. */
final class Allergies {
    private Allergies() {}

    static Mapped map(AllergyIntolerance allergy) {
        CodeableConcept verification = allergy.getVerificationStatus();
        if (Concepts.is(verification, "entered-in-error")) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (Concepts.is(verification, "refuted")) {
            return Mapped.out(Excluded.REFUTED);
        }
        return Mapped.event(new Allergy(
                Sources.of(allergy),
                substance(allergy),
                Times.firstOf(Times.ofChoice(allergy.getOnset()), Times.of(allergy.getRecordedDateElement())),
                allergy.hasCriticality() ? allergy.getCriticality().toCode() : null,
                !allergy.hasClinicalStatus() || Concepts.is(allergy.getClinicalStatus(), "active"),
                reactions(allergy)));
    }

    /** Some servers leave the code empty and name the substance in the reaction. */
    private static CodedConcept substance(AllergyIntolerance allergy) {
        if (allergy.hasCode()) {
            return Concepts.of(allergy.getCode());
        }
        return allergy.getReaction().stream()
                .filter(AllergyIntoleranceReactionComponent::hasSubstance)
                .map(reaction -> Concepts.of(reaction.getSubstance()))
                .findFirst()
                .orElse(new CodedConcept(List.of(), null));
    }

    private static List<CodedConcept> reactions(AllergyIntolerance allergy) {
        return allergy.getReaction().stream()
                .flatMap(reaction -> reaction.getManifestation().stream())
                .map(Concepts::of)
                .toList();
    }
}
