package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.Gap;

/**
 * What the rules look at.
 *
 * @param patient logical id
 * @param resources every parsed resource of the record; not written to
 * @param ingredients RxNorm ingredients by literal reference of the recorded medication or allergy
 * @param gaps what could not be read
 * @param drafts orders in progress
 * @param asOf nothing later is looked at
 */
record RuleInput(
        String patient,
        List<? extends Resource> resources,
        Map<String, List<Coding>> ingredients,
        List<Gap> gaps,
        List<DraftOrder> drafts,
        LocalDate asOf) {

    /** The same patient with other orders in progress. */
    RuleInput with(List<DraftOrder> others) {
        return new RuleInput(patient, resources, ingredients, gaps, others, asOf);
    }
}
