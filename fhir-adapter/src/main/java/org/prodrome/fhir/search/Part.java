package org.prodrome.fhir.search;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Gap;

/**
 * What one search brought.
 *
 * @param refused HTTP status of the failure in place of the first page, 0 where there was none
 */
record Part(List<Resource> resources, List<Gap> gaps, int refused) {
    Part(List<Resource> resources, List<Gap> gaps) {
        this(resources, gaps, 0);
    }

    static Part missing(Gap gap) {
        return new Part(List.of(), List.of(gap));
    }

    /** All of them; a gap that several share is told once. */
    static Part together(List<Part> parts) {
        var resources = new ArrayList<Resource>();
        var gaps = new ArrayList<Gap>();
        for (Part part : parts) {
            resources.addAll(part.resources());
            gaps.addAll(part.gaps());
        }
        return new Part(resources, gaps.stream().distinct().toList());
    }
}
