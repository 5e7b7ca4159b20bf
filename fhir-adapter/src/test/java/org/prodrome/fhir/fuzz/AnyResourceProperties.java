package org.prodrome.fhir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.search.RecordReader;

/** Any valid resource maps or yields a gap, never an exception. */
class AnyResourceProperties {
    private static final PatientId PATIENT = new PatientId("p1");

    @Property(tries = 1500)
    void anyResourceMapsOrYieldsAGap(@ForAll("types") String type, @ForAll long seed) {
        Resource resource = new AnyResource(seed).of(type);
        PatientRecord record = map(resource);

        Statistics.label("fate").collect(fate(record));
        Statistics.label("fate")
                .coverage(coverage -> coverage.check("used or kept").percentage(share -> share > 50));
    }

    /** As text through either parser, what comes out is the same record. */
    @Property(tries = 300)
    void bothParsersGiveTheSameRecord(@ForAll("types") String type, @ForAll long seed) {
        String json = FhirJson.render(new AnyResource(seed).of(type));

        PatientRecord text = map(FhirJson.parse(json));
        PatientRecord bytes = map(FhirJson.parse(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(bytes.events()).isEqualTo(text.events());
        assertThat(bytes.gaps()).isEqualTo(text.gaps());
        assertThat(bytes.exclusions()).isEqualTo(text.exclusions());
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(RecordReader.types());
    }

    private static String fate(PatientRecord record) {
        boolean gap = record.gaps().stream()
                .anyMatch(found ->
                        found.reason() == Gap.Reason.UNREADABLE && !found.part().equals("Consent"));
        return gap ? "gap" : "used or kept";
    }

    private static PatientRecord map(Resource resource) {
        var person = new Patient();
        person.setId("p1");
        var resources = resource instanceof Patient ? List.of(resource) : List.of(person, resource);
        return RecordMapping.map("http://ehr/fhir", PATIENT, ParsedResources.of(resources), List.of(), Instant.EPOCH);
    }
}
