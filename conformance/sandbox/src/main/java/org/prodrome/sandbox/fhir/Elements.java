package org.prodrome.sandbox.fhir;

import java.util.ArrayList;
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

    /** What lies at a path of names separated by dots. */
    static List<Base> at(Base root, String path) {
        List<Base> values = List.of(root);
        for (String element : path.split("\\.", -1)) {
            List<Base> next = new ArrayList<>();
            values.forEach(value -> next.addAll(named(value, element)));
            values = next;
        }
        return values;
    }
}
