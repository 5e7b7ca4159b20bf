package org.prodrome.fhir.deidentify;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.resources.FhirJson;

/** The FHIR type of each element, from HAPI's model of R4. */
final class ElementTypes {
    private static final Set<String> NAMES = Set.copyOf(FhirJson.context().getResourceTypes());

    private ElementTypes() {}

    /** Whether R4 has a resource type of this name. */
    static boolean isResource(String name) {
        return NAMES.contains(name);
    }

    /** The definition of a resource type; null for a type R4 does not have. */
    static @Nullable BaseRuntimeElementDefinition<?> resource(String type) {
        try {
            return FhirJson.context().getResourceDefinition(type);
        } catch (DataFormatException e) {
            return null;
        }
    }

    /** The definition of an element by its JSON name; null where the parent has no such element. */
    static @Nullable BaseRuntimeElementDefinition<?> child(
            @Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        if (name.equals("extension") || name.equals("modifierExtension")) {
            return FhirJson.context().getElementDefinition("Extension");
        }
        if (!(parent instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null ? null : child.getChildByName(name);
    }

    /** Whether the parent has a choice of this name, such as {@code value} for {@code value[x]}. */
    static boolean isChoice(@Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        return parent instanceof BaseRuntimeElementCompositeDefinition<?> composite
                && composite.getChildByName(name + "[x]") != null;
    }

    static String name(@Nullable BaseRuntimeElementDefinition<?> definition) {
        return definition == null ? "" : definition.getName();
    }
}
