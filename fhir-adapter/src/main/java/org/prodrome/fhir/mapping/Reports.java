package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.prodrome.fhir.record.Report;

/** DiagnosticReport to {@link Report}. */
final class Reports {
    private static final String TEXT = "DiagnosticReport.text";

    private Reports() {}

    static Mapped map(DiagnosticReport report, Times times) {
        if (report.getStatus() == DiagnosticReportStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        var issued = times.of(report.getIssuedElement());
        var presented = Presented.first(TEXT, report.getPresentedForm());
        return Mapped.event(
                new Report(
                        Sources.of(report),
                        Concepts.of(report.getCode()),
                        Times.firstOf(times.ofChoice(report.getEffective()), issued),
                        report.getConclusion(),
                        Sources.each(report.getResult()),
                        Concepts.code(report.getStatusElement(), ""),
                        Concepts.each(report.getConclusionCode()),
                        presented.text(),
                        issued),
                presented.shortfalls());
    }
}
