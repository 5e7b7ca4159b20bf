package org.prodrome.sandbox.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** The children of a FHIR element by name; none where the type has no such child. */
final class Elements {

    private Elements() {}

    static List<Base> named(Base parent, String name) {
        // HAPI answers null for a name that the type does not have
        Base @Nullable [] children = parent.listChildrenByName(name, false);
        return children == null ? List.of() : List.of(children);
    }
}
