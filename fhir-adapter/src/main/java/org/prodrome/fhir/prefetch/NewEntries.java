package org.prodrome.fhir.prefetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.FhirJson;

/** The Bundle of allergies or problems that are being entered, as a hook's context brings them. */
public final class NewEntries {
    private static final Set<String> TYPES = Set.of("AllergyIntolerance", "Condition");

    private NewEntries() {}

    /**
     * Which entries a Bundle holds.
     *
     * @param bundle JSON of a Bundle whose resources all have an id
     * @throws FhirAdapterException.Unreadable where the Bundle or one of its entries cannot be read, with the index: an entry
     *     nobody looked at must not pass for a checked one
     */
    public static List<FhirReference> of(String bundle) {
        List<OrderText> texts = EntryTexts.of(bundle);
        var references = new ArrayList<FhirReference>();
        for (int i = 0; i < texts.size(); i++) {
            references.add(reference(texts.get(i).json(), i));
        }
        return List.copyOf(references);
    }

    private static FhirReference reference(String json, int index) {
        try {
            Resource resource = FhirJson.parse(json);
            String id = resource.getIdElement().getIdPart();
            if (TYPES.contains(resource.fhirType()) && id != null) {
                return new FhirReference(resource.fhirType(), id, null);
            }
        } catch (FhirAdapterException.Unreadable | IllegalArgumentException e) {
            // told below: the cause quotes the text
        }
        throw new FhirAdapterException.Unreadable(
                "entry[" + index + "].resource: expected a FHIR resource with an id, got something else");
    }
}
