package org.prodrome.fhir.mapping;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** The values of elements by name, for rules that hold for every type. */
final class Properties {
    private Properties() {}

    /** The values at a path such as {@code participant.actor}; none where the type has no such element. */
    static List<Base> at(Base base, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return named(base, path);
        }
        String rest = path.substring(dot + 1);
        return named(base, path.substring(0, dot)).stream()
                .flatMap(child -> at(child, rest).stream())
                .toList();
    }

    private static List<Base> named(Base base, String name) {
        Base @Nullable [] values = base.getProperty(name.hashCode(), name, false);
        return values == null ? List.of() : Arrays.asList(values);
    }
}
