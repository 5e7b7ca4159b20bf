package org.prodrome.fhir.badinput;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

/** FHIR JSON with a fault in it, and the ways by which it may come. */
final class Texts {
    static final PatientId PATIENT = new PatientId("p1");

    private Texts() {}

    static String observation(String id, String more) {
        return """
            {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},\
            "code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"effectiveDateTime":"2020-01-02"%s}""".formatted(id, more.isEmpty() ? "" : "," + more);
    }

    static String patient() {
        return "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1950-05-06\"}";
    }

    static String bundle(String... resources) {
        var entries = Arrays.stream(resources)
                .map(resource -> "{\"resource\":" + resource + "}")
                .toList();
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    /** As a page of a search, or a prefetch value, comes. */
    static PatientRecord asPage(String... resources) {
        Page page = Page.parse(bundle(resources));
        List<Gap> gaps = page.broken() == 0
                ? List.of()
                : List.of(new Gap("Bundle", Gap.Reason.UNREADABLE, page.broken() + " could not be understood"));
        return RecordMapping.map("http://ehr/fhir", PATIENT, ParsedResources.of(page.resources()), gaps, Instant.EPOCH);
    }

    /** As a line of an export comes. */
    static PatientRecord asLines(String... resources) {
        var parsed = Arrays.stream(resources)
                .map(line -> FhirJson.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return RecordMapping.map("export", PATIENT, ParsedResources.of(parsed), List.of(), Instant.EPOCH);
    }
}
