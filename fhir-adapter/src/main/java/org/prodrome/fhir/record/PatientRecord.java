package org.prodrome.fhir.record;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that could be read of one patient, and what could not.
 *
 * @param issuer FHIR base URL the facts came from; for an export, its name
 * @param patient whose record it is
 * @param demographics who that is
 * @param events every fact, in no promised order
 * @param gaps what could not be read
 * @param resources the parsed resources, opaque
 * @param resourceCount how many resources were read
 * @param readAt when reading ended
 * @param exclusions how many resources were read and never became events
 */
public record PatientRecord(
        String issuer,
        PatientId patient,
        Demographics demographics,
        List<ClinicalEvent> events,
        List<Gap> gaps,
        FhirResources resources,
        int resourceCount,
        Instant readAt,
        Exclusions exclusions) {
    public PatientRecord {
        events = List.copyOf(events);
        gaps = List.copyOf(gaps);
    }

    /** A record of which nothing was kept out. */
    public PatientRecord(
            String issuer,
            PatientId patient,
            Demographics demographics,
            List<ClinicalEvent> events,
            List<Gap> gaps,
            FhirResources resources,
            int resourceCount,
            Instant readAt) {
        this(issuer, patient, demographics, events, gaps, resources, resourceCount, readAt, Exclusions.NONE);
    }

    /** The events of one kind. */
    public <E extends ClinicalEvent> Stream<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whether a part (a FHIR resource type) is missing in whole or in part. */
    public boolean lacks(String part) {
        return gaps.stream().anyMatch(gap -> gap.concerns(part));
    }

    /** Whether nothing of it may be used, because all of it is withheld. */
    public boolean isWithheld() {
        return resourceCount == 0 && gaps.stream().anyMatch(gap -> gap.reason() == Gap.Reason.WITHHELD);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "PatientRecord[" + events.size() + " events, " + gaps.size() + " gaps]";
    }
}
