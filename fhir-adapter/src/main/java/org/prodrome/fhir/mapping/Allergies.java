package org.prodrome.fhir.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;

/** AllergyIntolerance to {@link Allergy}; "no known allergy" codes are kept and told apart. */
final class Allergies {
    private static final Set<String> NONE_KNOWN = Rows.of("no-known-allergy.tsv", 3).stream()
            .map(row -> new Coding(row.get(0), row.get(1), null).token())
            .collect(Collectors.toUnmodifiableSet());

    private Allergies() {}

    static Mapped map(AllergyIntolerance allergy, Times times) {
        if (Concepts.is(allergy.getVerificationStatus(), "refuted")) {
            return Mapped.out(Excluded.REFUTED);
        }
        CodedConcept substance = substance(allergy);
        EventTime recorded = times.of(allergy.getRecordedDateElement());
        return Mapped.event(new Allergy(
                Sources.of(allergy),
                substance,
                Times.firstOf(times.ofChoice(allergy.getOnset()), recorded),
                allergy.getCriticalityElement().getValueAsString(),
                !allergy.hasClinicalStatus() || Concepts.is(allergy.getClinicalStatus(), "active"),
                reactions(allergy),
                substance.codings().stream().map(Coding::token).anyMatch(NONE_KNOWN::contains),
                severity(allergy),
                recorded));
    }

    /** Some servers leave the code empty and name the substance in the reaction. */
    private static CodedConcept substance(AllergyIntolerance allergy) {
        if (Concepts.speaks(allergy.getCode())) {
            return Concepts.of(allergy.getCode());
        }
        return Concepts.first(
                allergy.getReaction().stream()
                        .map(AllergyIntoleranceReactionComponent::getSubstance)
                        .toList(),
                null);
    }

    private static List<CodedConcept> reactions(AllergyIntolerance allergy) {
        return Concepts.each(allergy.getReaction().stream()
                .flatMap(reaction -> reaction.getManifestation().stream())
                .toList());
    }

    private static @Nullable String severity(AllergyIntolerance allergy) {
        return allergy.getReaction().stream()
                .filter(reaction -> reaction.getSeverity() != null)
                .map(AllergyIntoleranceReactionComponent::getSeverity)
                .max(Comparator.comparingInt(Allergies::rank))
                .map(AllergyIntoleranceSeverity::toCode)
                .orElse(null);
    }

    private static int rank(AllergyIntoleranceSeverity severity) {
        return switch (severity) {
            case NULL -> 0;
            case MILD -> 1;
            case MODERATE -> 2;
            case SEVERE -> 3;
        };
    }
}
