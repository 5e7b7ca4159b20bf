package org.prodrome.suite.spec.fhir.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.writeback.AdviceSource;
import org.prodrome.fhir.writeback.DraftContext;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.fhir.writeback.DraftRenderer;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Receipt;
import org.prodrome.fhir.writeback.WriteBack;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.suite.process.IndependentServer;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.spec.fhir.jpa.Charts.Chart;

/** Every chart read from HAPI's JPA server is the chart of the files, and drafts are written once. */
@Tag("independent-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JpaServerTest {
    /** A cold server takes half a minute to say what it can do. */
    private static final Duration BUDGET = Duration.ofMinutes(4);

    private static final ReadLimits PATIENT =
            new ReadLimits(Duration.ofMinutes(2), 3, 500, 400, 64L << 20, 40, 8L << 20, 4);
    private static final AdviceSource RULE = new AdviceSource("Prodrome rule 35", "1.0.0");
    private static final Pattern VERSION = Pattern.compile("version=[^,\\]]*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningProcess server = IndependentServer.start();
    private final URI base = URI.create(server.address() + "/fhir");
    private final FhirAccess access = FhirAccess.open(base);
    private final EhrWriter writer = new EhrWriter(FhirHttp.newClient(), PATIENT, CapabilityDirectory.create());
    private Charts charts = new Charts(List.of());
    /** Who gets the drafts; nobody else's chart changes. */
    private PatientId orderedFor = new PatientId("nobody");

    @BeforeAll
    void store() throws IOException, InterruptedException {
        Charts stored = Charts.smallest(Integer.getInteger("jpa.patients", 5) + 1);
        stored.storeIn(base);
        charts = new Charts(stored.all().subList(1, stored.all().size()));
        orderedFor = stored.all().getFirst().patient();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Reading.Route.class)
    void readsTheSameEventsAsFromTheFilesOnEachRoute(Reading.Route route) {
        for (Chart chart : charts.all()) {
            assertSame(chart, read(chart, PATIENT, route));
        }
    }

    @Test
    void readsTheSameEventsInSmallPages() {
        Chart chart = charts.all().getFirst();

        assertSame(chart, read(chart, PATIENT.withPageSize(23), Reading.Route.SEARCHES));
    }

    @Test
    void writesADraftOnceHoweverOftenItIsTried() throws IOException, InterruptedException {
        Receipt first = create("jpa-once");
        Receipt second = create("jpa-once");

        assertThat(first)
                .isInstanceOfSatisfying(
                        Receipt.Written.class,
                        written -> assertThat(written.provenance()).isInstanceOf(Receipt.ProvenancePlace.InEhr.class));
        assertThat(second)
                .isInstanceOfSatisfying(
                        Receipt.Written.class,
                        written -> assertThat(written.resource().id())
                                .isEqualTo(((Receipt.Written) first).resource().id()));
        String found =
                get("/ServiceRequest?_summary=count&identifier=" + DraftRenderer.IDENTIFIER_SYSTEM + "%7Cjpa-once");
        assertThat(JSON.readTree(found).path("total").asInt()).isOne();
    }

    @Test
    void updatesAnOrderOnlyInTheVersionThatWasRead() throws IOException, InterruptedException {
        FhirReference created = ((Receipt.Written) create("jpa-update")).resource();
        String json = get("/" + created.literal());
        String version = JSON.readTree(json).path("meta").path("versionId").asText();
        var read = new FhirReference(created.type(), created.id(), version);

        Receipt fresh = replace(read, json, "jpa-fresh");
        Receipt stale = replace(read, json, "jpa-stale");

        assertThat(fresh).isInstanceOf(Receipt.Written.class);
        assertThat(stale)
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.retryable()).isFalse());
        assertThat(JSON.readTree(get("/" + created.literal()))
                        .path("meta")
                        .path("versionId")
                        .asText())
                .isEqualTo("2");
    }

    private PatientRecord read(Chart chart, ReadLimits limits, Reading.Route route) {
        var reader = new RecordReader(FhirHttp.newClient(), limits, Clock.systemUTC());
        var reading = new Reading(Deadline.in(BUDGET), RecordReader.types(), route, ignored -> {});
        return reader.read(access, chart.patient(), reading);
    }

    private static void assertSame(Chart chart, PatientRecord record) {
        PatientRecord files = chart.record();

        assertThat(record.gaps()).isEqualTo(files.gaps());
        assertThat(facts(record)).containsExactlyInAnyOrderElementsOf(facts(files));
        assertThat(record.demographics()).isEqualTo(files.demographics());
        assertThat(record.exclusions()).isEqualTo(files.exclusions());
    }

    /** Files know no versions. */
    private static List<String> facts(PatientRecord record) {
        return record.events().stream()
                .map(ClinicalEvent::toString)
                .map(text -> VERSION.matcher(text).replaceAll("version=any"))
                .toList();
    }

    private Receipt create(String draftId) {
        var service = new DraftProposal.Service(
                CodedConcept.of(new Coding(Coding.LOINC, "4548-4", "Hemoglobin A1c")),
                DraftProposal.Service.Category.LABORATORY,
                "no HbA1c in six months");
        return write(service, draftId);
    }

    private Receipt replace(FhirReference reference, String json, String draftId) {
        var product = CodedConcept.of(new Coding(Coding.LOINC, "17856-6", "Hemoglobin A1c by HPLC"));
        var order = new DraftOrder(reference, product, List.of(), true, json);
        return write(new DraftProposal.Replace(order, product, null, "another method"), draftId);
    }

    private Receipt write(DraftProposal proposal, String draftId) {
        var context = new DraftContext(
                orderedFor,
                null,
                null,
                draftId,
                Instant.parse("2026-11-20T10:00:00Z"),
                RULE,
                WriteProfile.open(),
                List.of());
        var writeBack = new WriteBack(
                base,
                orderedFor,
                null,
                "decision-" + draftId,
                Stream.of(DraftRenderer.render(proposal, context)).toList(),
                List.of(),
                RULE,
                context.at(),
                WriteProfile.open(),
                false);
        return writer.write(access, writeBack, BUDGET).getFirst();
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Accept", "application/fhir+json")
                    .timeout(BUDGET)
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
