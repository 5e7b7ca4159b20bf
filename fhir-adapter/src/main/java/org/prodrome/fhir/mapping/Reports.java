package org.prodrome.fhir.mapping;

import java.util.Objects;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.prodrome.fhir.record.Report;

/** DiagnosticReport to {@link Report}. */
final class Reports {
    private Reports() {}

    static Mapped map(DiagnosticReport report) {
        if (report.getStatus() == DiagnosticReportStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (report.getStatus() == DiagnosticReportStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new Report(
                Sources.of(report),
                Concepts.of(report.getCode()),
                Times.firstOf(Times.ofChoice(report.getEffective()), Times.of(report.getIssuedElement())),
                report.getConclusion(),
                report.getResult().stream()
                        .map(Sources::of)
                        .filter(Objects::nonNull)
                        .toList()));
    }
}
