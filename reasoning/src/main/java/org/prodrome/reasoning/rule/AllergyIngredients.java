package org.prodrome.reasoning.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.OrderMapping;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * What an allergy's RxNorm codes hold: ingredient, combination, product or brand, as an order of the same code would be read.
 */
final class AllergyIngredients {
    private AllergyIngredients() {}

    /** Ingredients by literal reference of the allergy; empty for one whose RxNorm codes are not known. */
    static Map<String, List<org.prodrome.fhir.record.Coding>> of(
            List<? extends Resource> resources, Ingredients known) {
        List<AllergyIntolerance> coded = resources.stream()
                .filter(AllergyIntolerance.class::isInstance)
                .map(AllergyIntolerance.class::cast)
                .filter(AllergyIngredients::isInRxNorm)
                .toList();
        List<DraftOrder> mapped = OrderMapping.map(
                ParsedResources.of(
                        coded.stream().map(AllergyIngredients::asOrder).toList()),
                coded.stream().map(ignored -> new OrderText("", null)).toList(),
                null,
                known);
        Map<String, List<org.prodrome.fhir.record.Coding>> ingredients = new HashMap<>();
        IntStream.range(0, coded.size())
                .forEach(i -> ingredients.put(
                        References.literal(coded.get(i)), mapped.get(i).ingredients()));
        return ingredients;
    }

    static boolean isInRxNorm(AllergyIntolerance allergy) {
        return rxnorm(allergy).findAny().isPresent();
    }

    private static Stream<Coding> rxnorm(AllergyIntolerance allergy) {
        return Stream.concat(
                        Stream.of(allergy.getCode()),
                        allergy.getReaction().stream()
                                .map(AllergyIntolerance.AllergyIntoleranceReactionComponent::getSubstance))
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding ->
                        org.prodrome.fhir.record.Coding.RXNORM.equals(coding.getSystem()) && coding.hasCode());
    }

    private static MedicationRequest asOrder(AllergyIntolerance allergy) {
        MedicationRequest order = new MedicationRequest();
        order.setId(new IdType("MedicationRequest", allergy.getIdElement().getIdPart()));
        order.setMedication(new CodeableConcept().setCoding(rxnorm(allergy).toList()));
        return order;
    }
}
