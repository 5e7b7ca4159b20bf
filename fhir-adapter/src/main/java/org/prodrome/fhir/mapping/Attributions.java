package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.prodrome.fhir.record.Attribution;

/** Provenance to {@link Attribution}, without anybody's name. */
final class Attributions {
    private Attributions() {}

    static Mapped map(Provenance provenance, Times times) {
        return Mapped.event(new Attribution(
                Sources.of(provenance),
                Concepts.of(provenance.getActivity()),
                Times.firstOf(times.of(provenance.getRecordedElement()), times.ofChoice(provenance.getOccurred())),
                Sources.each(provenance.getTarget()),
                Concepts.each(provenance.getAgent().stream()
                        .map(ProvenanceAgentComponent::getType)
                        .toList())));
    }
}
