package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

class MappingProperties {

    @Property(tries = 200)
    void theOrderOfResourcesNeverMatters(@ForAll("resources") List<String> resources, @ForAll long seed) {
        List<Resource> parsed = parsed(resources);
        List<Resource> shuffled = new ArrayList<>(parsed);
        Collections.shuffle(shuffled, new Random(seed));

        assertSame(map(parsed), map(shuffled));
    }

    @Property(tries = 200)
    void duplicatesNeverMatter(@ForAll("resources") List<String> resources, @ForAll long seed) {
        List<Resource> twice = parsed(resources);
        twice.addAll(parsed(resources));
        Collections.shuffle(twice, new Random(seed));

        assertSame(map(parsed(resources)), map(twice));
    }

    @Property(tries = 1500)
    void anyResourceMapsOrIsCountedAndNeverThrows(
            @ForAll("anyResource") String resource, @ForAll("mutations") List<Mutation> mutations) {
        Optional<Resource> parsed = parse(Mutation.apply(resource, mutations));
        if (parsed.isEmpty()) {
            return;
        }
        PatientRecord record = map(List.of(parsed.get()));

        if (record.gaps().stream().noneMatch(gap -> gap.reason() == Gap.Reason.WITHHELD)) {
            assertThat(record.resourceCount() + record.exclusions().total() + told(record))
                    .isEqualTo(1);
        }
        assertThat(record.toString()).startsWith("PatientRecord[");
    }

    @Property(tries = 300)
    void noExampleOfUsCoreIsBeyondUnderstanding(@ForAll("resources") List<String> resources) {
        assertThat(map(parsed(resources)).gaps())
                .extracting(Gap::detail)
                .noneMatch(detail -> detail.endsWith("could not be understood"));
    }

    private static long told(PatientRecord record) {
        return record.gaps().stream()
                .filter(gap -> gap.detail().endsWith("refused") || gap.detail().endsWith("could not be understood"))
                .count();
    }

    private static void assertSame(PatientRecord one, PatientRecord other) {
        assertThat(other.events()).hasSameSizeAs(one.events());
        Set<ClinicalEvent> events = new HashSet<>(one.events());
        assertThat(new HashSet<>(other.events())).isEqualTo(events);
        assertThat(other.gaps()).isEqualTo(one.gaps());
        assertThat(other.exclusions()).isEqualTo(one.exclusions());
        assertThat(other.demographics()).isEqualTo(one.demographics());
        assertThat(other.resourceCount()).isEqualTo(one.resourceCount());
    }

    private static PatientRecord map(List<Resource> resources) {
        return RecordMapping.map(
                "http://localhost/fhir",
                new PatientId("una"),
                ParsedResources.of(resources),
                List.of(),
                TestMapping.READ_AT);
    }

    private static List<Resource> parsed(List<String> resources) {
        var parsed = new ArrayList<Resource>();
        resources.forEach(resource -> parsed.add(FhirJson.parse(resource)));
        return parsed;
    }

    private static Optional<Resource> parse(String resource) {
        try {
            return Optional.of(FhirJson.parse(resource));
        } catch (FhirAdapterException.Unreadable e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> anyResource() {
        return Arbitraries.of(UsCoreExamples.ALL);
    }

    @Provide
    Arbitrary<List<String>> resources() {
        return Arbitraries.of(UsCoreExamples.ALL)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        Arbitrary<String> texts = Arbitraries.of(
                "",
                " ",
                "entered-in-error",
                "9999-99-99",
                "0026-01-01",
                "2999-12-31T25:61:00Z",
                "Patient/other",
                "#x",
                "Patient/una",
                "-1",
                "1e999999",
                "NaN",
                "http://",
                "urn:uuid:",
                "x".repeat(5000));
        return Combinators.combine(Arbitraries.integers(), Arbitraries.of(Mutation.Kind.values()), texts)
                .as(Mutation::new)
                .list()
                .ofMaxSize(4);
    }
}
