package org.prodrome.fhir.prefetch;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * The query by which a prefetch key asks for some resources of a type only. It tells which of those read earlier the key would
 * have brought: one of these that did not come is no longer as it was.
 */
final class Narrowing {
    static final String SEPARATOR = " and ";

    private Narrowing() {}

    /** Whether a resource may be among what the query finds; true where a parameter is not one that is understood here. */
    static boolean mayFind(String query, Resource resource) {
        for (String parameter : query.split(SEPARATOR)) {
            String[] parts = parameter.split("=", 2);
            Set<String> wanted = parts.length < 2 ? Set.of() : Set.copyOf(List.of(parts[1].split(",")));
            boolean excluded = switch (parts[0]) {
                case "status", "clinical-status", "category" -> excludes(resource, element(parts[0]), wanted);
                default -> false;
            };
            if (excluded) {
                return false;
            }
        }
        return true;
    }

    private static String element(String parameter) {
        return parameter.equals("clinical-status") ? "clinicalStatus" : parameter;
    }

    /** What has no such element at all is found by no token, and what cannot be compared may be found. */
    private static boolean excludes(Resource resource, String element, Set<String> wanted) {
        Property property = resource.getNamedProperty(element);
        return property != null
                && property.getValues().stream()
                        .noneMatch(value -> codes(value).stream().anyMatch(code -> isIn(wanted, code)));
    }

    private static boolean isIn(Set<String> wanted, String code) {
        return wanted.stream().anyMatch(token -> token.equals(code) || token.endsWith("|" + code));
    }

    private static List<String> codes(Base value) {
        return switch (value) {
            case CodeableConcept concept ->
                concept.getCoding().stream()
                        .map(Coding::getCode)
                        .map(String::valueOf)
                        .toList();
            default -> List.of(String.valueOf(value.primitiveValue()));
        };
    }
}
