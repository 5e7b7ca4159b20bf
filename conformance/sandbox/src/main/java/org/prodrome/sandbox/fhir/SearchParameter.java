package org.prodrome.sandbox.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/**
 * One way to search a type.
 *
 * @param path element names from the resource down, separated by dots; a choice element by its name without {@code [x]}
 */
record SearchParameter(String name, Kind kind, String path) {

    enum Kind {
        TOKEN,
        REFERENCE,
        DATE,
        STRING
    }

    List<Base> valuesOf(Resource resource) {
        return Elements.at(resource, path);
    }
}
