package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.ImagingDone;

/** ImagingStudy to {@link ImagingDone}; one without images yet is not done. */
final class ImagingStudies {
    private ImagingStudies() {}

    static Mapped map(ImagingStudy study, Times times) {
        ImagingStudyStatus status = study.getStatus();
        if (status == ImagingStudyStatus.CANCELLED || status == ImagingStudyStatus.REGISTERED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new ImagingDone(
                Sources.of(study),
                Concepts.first(study.getProcedureCode(), study.getDescription()),
                times.of(study.getStartedElement()),
                Concepts.code(study.getStatusElement(), "unknown"),
                modalities(study)));
    }

    private static List<Coding> modalities(ImagingStudy study) {
        return Stream.concat(
                        study.getModality().stream(),
                        study.getSeries().stream().map(ImagingStudySeriesComponent::getModality))
                .filter(Concepts::hasCode)
                .map(Concepts::coding)
                .distinct()
                .toList();
    }
}
