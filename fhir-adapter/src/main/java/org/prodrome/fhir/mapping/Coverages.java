package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.prodrome.fhir.record.CoverageHeld;

/** Coverage to {@link CoverageHeld}, without member numbers. */
final class Coverages {
    private Coverages() {}

    static Mapped map(Coverage coverage, Times times) {
        CoverageStatus status = coverage.getStatus();
        if (status == CoverageStatus.CANCELLED || status == CoverageStatus.DRAFT) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new CoverageHeld(
                Sources.of(coverage),
                Concepts.of(coverage.getType()),
                times.planned(coverage.getPeriod().getStartElement()),
                times.end(coverage.getPeriod().getEndElement()),
                Concepts.code(coverage.getStatusElement(), "unknown")));
    }
}
