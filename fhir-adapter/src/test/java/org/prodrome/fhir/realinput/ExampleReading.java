package org.prodrome.fhir.realinput;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.realinput.Collection.Example;
import org.prodrome.fhir.realinput.Outcome.Fate;
import org.prodrome.fhir.record.Exclusions;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

/** One example through the adapter, as the record of the patient it is about. */
final class ExampleReading {
    private ExampleReading() {}

    static Outcome of(Collection collection, Example example) throws JsonProcessingException {
        String text = example.isXml() ? json(example.text()) : example.text();
        String json = collection.isGenerated() ? About.adopted(text) : text;
        Page page;
        try {
            page = Page.parse(json);
        } catch (FhirAdapterException.Unreadable e) {
            return new Outcome(example.name(), "", Fate.UNREADABLE, Map.of(), e.getMessage(), List.of());
        }
        PatientId patient = About.of(json);
        return outcome(example.name(), type(page), page, map(patient, page));
    }

    private static String json(String xml) {
        return FhirJson.render((Resource) FhirJson.context().newXmlParser().parseResource(xml));
    }

    private static PatientRecord map(PatientId patient, Page page) {
        var resources = new ArrayList<Resource>(page.resources());
        if (page.resources().stream().noneMatch(Patient.class::isInstance)) {
            var person = new Patient();
            person.setId(patient.value());
            resources.add(person);
        }
        return RecordMapping.map(
                "http://example.org/fhir", patient, ParsedResources.of(resources), List.of(), Instant.EPOCH);
    }

    private static String type(Page page) {
        return page.resources().size() == 1 ? page.resources().getFirst().fhirType() : "Bundle";
    }

    private static Outcome outcome(String file, String type, Page page, PatientRecord record) {
        var gaps = record.gaps().stream().map(ExampleReading::words).toList();
        Map<String, Long> events = record.events().stream()
                .collect(Collectors.groupingBy(
                        event -> event.getClass().getSimpleName(), TreeMap::new, Collectors.counting()));
        if (!events.isEmpty() || type.equals("Patient")) {
            return new Outcome(file, type, Fate.USED, events, null, gaps);
        }
        if (record.exclusions().total() > 0) {
            return new Outcome(file, type, Fate.EXCLUDED, events, why(record.exclusions()), gaps);
        }
        if (record.gaps().stream().anyMatch(gap -> gap.reason() == Gap.Reason.WITHHELD)) {
            return new Outcome(file, type, Fate.WITHHELD, events, "sensitive or opted out", gaps);
        }
        return record.gaps().stream().allMatch(gap -> gap.part().equals("Consent"))
                ? new Outcome(file, type, Fate.IGNORED, events, why(page), gaps)
                : new Outcome(file, type, Fate.GAP, events, String.join("; ", gaps), gaps);
    }

    private static String why(Page page) {
        return page.resources().stream()
                .map(Resource::fhirType)
                .distinct()
                .map(Ignored::why)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String why(Exclusions out) {
        return out.enteredInError() + " entered in error, " + out.refuted() + " refuted, " + out.notDone()
                + " not done";
    }

    private static String words(Gap gap) {
        return gap.part() + " " + gap.reason() + ": " + gap.detail();
    }
}
