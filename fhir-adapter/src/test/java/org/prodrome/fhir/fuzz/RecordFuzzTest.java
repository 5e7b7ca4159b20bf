package org.prodrome.fhir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.FhirVersion;
import org.prodrome.fhir.resources.NextLink;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.search.RecordReader;

/**
 * Every way by which FHIR comes in, on bytes that nobody meant to send.
 *
 * <p>An ordinary run replays the inputs in {@code RecordFuzzTestInputs}. To look for new ones, one way at a time: {@code
 * JAZZER_FUZZ=1 mvn -pl fhir-adapter -am test -Djazzer.hooks=true -Dtest=RecordFuzzTest#bundle
 * -Dsurefire.failIfNoSpecifiedTests=false}. What it finds, it writes beside the others.
 */
class RecordFuzzTest {
    private static final PatientId PATIENT = new PatientId("p1");
    private static final PrefetchReader PREFETCH = new PrefetchReader(
            new PrefetchKeys(Map.of("patient", "Patient", "observations", "Observation")),
            RecordReader.create(),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @FuzzTest(maxDuration = "3m")
    void bundle(byte[] input) {
        refusable(() -> {
            Page page = Page.parse(text(input));
            map(page.resources());
            assertThat(page.broken()).isNotNegative();
            assertThat(page.unseen()).isNotNegative();
        });
        NextLink.in(text(input));
    }

    @FuzzTest(maxDuration = "3m")
    void prefetch(byte[] input) {
        PatientRecord record = PREFETCH.read("cds", PATIENT, new Prefetch(Map.of("patient", text(input))));

        assertThat(record.lacks("Observation")).isTrue();
    }

    @FuzzTest(maxDuration = "3m")
    void draftOrders(byte[] input) {
        try {
            DraftOrders.parse(text(input), List.of("MedicationRequest/1"));
        } catch (FhirAdapterException.Unreadable e) {
            assertThat(e.getMessage()).startsWith("draftOrders").matches("\\P{Cntrl}+");
        }
    }

    @FuzzTest(maxDuration = "3m")
    void line(byte[] input) {
        refusable(() -> map(List.of(FhirJson.parse(input))));
    }

    @FuzzTest(maxDuration = "3m")
    void oldServer(byte[] input) {
        refusable(() -> map(Page.parse(text(input), FhirVersion.STU3).resources()));
    }

    private static void map(List<Resource> resources) {
        RecordMapping.map("http://ehr/fhir", PATIENT, ParsedResources.of(resources), List.of(), Instant.EPOCH);
    }

    /** A refusal quotes nothing of what came. */
    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (FhirAdapterException.Unreadable e) {
            assertThat(e.getMessage()).matches("resource: expected FHIR (R4|STU3) JSON, got something else");
            assertThat(e).hasNoCause();
        }
    }

    private static String text(byte[] input) {
        return new String(input, UTF_8);
    }
}
