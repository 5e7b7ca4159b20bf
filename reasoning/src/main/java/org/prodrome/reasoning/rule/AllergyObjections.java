package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.DraftOrder;

/**
 * Allergies that speak against proposing a product: to one of its ingredients, or to something that can't be compared with it.
 * RxNorm codes are compared by their ingredients. What is coded otherwise, as in SNOMED CT, or not at all, may be the product's
 * class under another name: nothing is proposed past it. Allergies to foods and surroundings, and to penicillins where the
 * product is none, are compared.
 */
record AllergyObjections(ValueSets sets) {
    private static final String SETS = "http://fhir.prodrome.example/ValueSet/";
    private static final String NONE_KNOWN = SETS + "no-known-allergy";
    private static final String TO_PENICILLIN = SETS + "penicillin-allergy";
    private static final String PENICILLINS = SETS + "penicillins";
    private static final Set<String> NOT_TRUE = Set.of("refuted", "entered-in-error");
    private static final Set<String> OVER = Set.of("inactive", "resolved");
    private static final Set<AllergyIntoleranceCategory> NO_MEDICINE =
            Set.of(AllergyIntoleranceCategory.FOOD, AllergyIntoleranceCategory.ENVIRONMENT);

    /** Why not, a few words each; empty where nothing on the list speaks against it. */
    List<String> to(DraftOrder product, List<Resource> allergies) {
        return allergies.stream()
                .filter(AllergyIntolerance.class::isInstance)
                .map(AllergyIntolerance.class::cast)
                .filter(allergy -> stands(allergy) && !isIn(NONE_KNOWN, allergy))
                .flatMap(allergy -> objection(allergy, product).stream())
                .distinct()
                .toList();
    }

    private Optional<String> objection(AllergyIntolerance allergy, DraftOrder product) {
        if (isTo(allergy, product)) {
            return Optional.of("allergy on record: " + Words.allergy(allergy));
        }
        return isComparable(allergy, product)
                ? Optional.empty()
                : Optional.of("an allergy could not be compared with it: " + Words.allergy(allergy));
    }

    private static boolean isTo(AllergyIntolerance allergy, DraftOrder product) {
        return product.ingredients().stream()
                .anyMatch(ingredient -> codings(allergy)
                                .anyMatch(coding -> ingredient.system().equals(coding.getSystem())
                                        && ingredient.code().equals(coding.getCode()))
                        || ingredient.display() != null && isNamed(ingredient.display(), allergy));
    }

    private static boolean isNamed(String ingredient, AllergyIntolerance allergy) {
        String name = ingredient.toLowerCase(Locale.ROOT);
        return Stream.concat(
                        concepts(allergy).map(CodeableConcept::getText),
                        codings(allergy).map(Coding::getDisplay))
                .filter(Objects::nonNull)
                .anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(name));
    }

    private boolean isComparable(AllergyIntolerance allergy, DraftOrder product) {
        boolean isNoMedicine = allergy.hasCategory()
                && allergy.getCategory().stream().allMatch(category -> NO_MEDICINE.contains(category.getValue()));
        boolean hasIngredients = AllergyIngredients.isInRxNorm(allergy)
                && allergy.getMeta().getTag().stream()
                        .noneMatch(tag -> Prepared.UNKNOWN_INGREDIENTS.equals(tag.getCode()));
        return isNoMedicine || hasIngredients || isIn(TO_PENICILLIN, allergy) && !isPenicillin(product);
    }

    private boolean isPenicillin(DraftOrder product) {
        return !sets.knows(PENICILLINS)
                || product.ingredients().stream()
                        .anyMatch(ingredient -> sets.contains(PENICILLINS, ingredient.system(), ingredient.code()));
    }

    private boolean isIn(String set, AllergyIntolerance allergy) {
        return sets.knows(set)
                && codings(allergy).anyMatch(coding -> sets.contains(set, coding.getSystem(), coding.getCode()));
    }

    private static boolean stands(AllergyIntolerance allergy) {
        return !has(allergy.getVerificationStatus(), NOT_TRUE) && !has(allergy.getClinicalStatus(), OVER);
    }

    private static boolean has(CodeableConcept status, Set<String> codes) {
        return status.getCoding().stream().anyMatch(coding -> codes.contains(String.valueOf(coding.getCode())));
    }

    private static Stream<CodeableConcept> concepts(AllergyIntolerance allergy) {
        return Stream.concat(
                Stream.of(allergy.getCode()),
                allergy.getReaction().stream().map(AllergyIntoleranceReactionComponent::getSubstance));
    }

    private static Stream<Coding> codings(AllergyIntolerance allergy) {
        return concepts(allergy).flatMap(concept -> concept.getCoding().stream());
    }
}
