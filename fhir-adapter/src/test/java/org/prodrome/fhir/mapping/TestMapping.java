package org.prodrome.fhir.mapping;

import static org.prodrome.fhir.FhirTexts.patient;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/** Object mother: resources of the invented patient {@code p1}, mapped as if read at noon of 1 June 2026. */
final class TestMapping {
    static final Instant READ_AT = Instant.parse("2026-06-01T12:00:00Z");

    private TestMapping() {}

    /** A resource about the patient; {@code rest} are further elements. */
    static String resource(String type, String id, String rest) {
        String subject = SubjectElements.of(type).paths().getFirst();
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\",\"" + subject
                + "\":{\"reference\":\"Patient/p1\"}" + (rest.isBlank() ? "" : "," + rest) + "}";
    }

    /** The record of these resources and the patient. */
    static PatientRecord map(String... resources) {
        return map(Stream.concat(Stream.of(patient()), Arrays.stream(resources))
                .map(FhirJson::parse)
                .toList());
    }

    static PatientRecord map(List<Resource> resources) {
        return RecordMapping.map(
                "http://localhost/fhir", new PatientId("p1"), ParsedResources.of(resources), List.of(), READ_AT);
    }

    static <E extends ClinicalEvent> E only(Class<E> kind, String... resources) {
        List<E> events = map(resources).events(kind).toList();
        if (events.size() != 1) {
            throw new AssertionError("expected one " + kind.getSimpleName() + ", got " + events.size());
        }
        return events.getFirst();
    }
}
