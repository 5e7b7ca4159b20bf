package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseHasModifierExtensions;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource carries an extension that changes what it means. FHIR forbids to read on past one that is not
 * understood ("patient has not ..." looks like "patient has ..." otherwise), and none is understood here.
 */
final class ModifierExtensions {
    private static final Map<String, List<String>> PLACES = Rows.of("modifier-places.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(
                    List::getFirst, row -> List.of(row.get(1).split(","))));

    private ModifierExtensions() {}

    static boolean isOn(Resource resource) {
        return resource instanceof DomainResource domain
                && (isAt(domain) || domain.getContained().stream().anyMatch(ModifierExtensions::isOn));
    }

    private static boolean isAt(DomainResource resource) {
        if (resource.hasModifierExtension()) {
            return true;
        }
        @Nullable List<String> places = PLACES.get(resource.fhirType());
        return places != null
                && places.stream()
                        .flatMap(place -> Properties.at(resource, place).stream())
                        .anyMatch(ModifierExtensions::isCarriedBy);
    }

    private static boolean isCarriedBy(Base element) {
        return element instanceof IBaseHasModifierExtensions modified && modified.hasModifierExtension();
    }
}
