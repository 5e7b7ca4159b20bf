package org.prodrome.fhir.search;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Gap;

/** What one search brought. */
record Part(List<Resource> resources, List<Gap> gaps) {
    static Part missing(Gap gap) {
        return new Part(List.of(), List.of(gap));
    }
}
