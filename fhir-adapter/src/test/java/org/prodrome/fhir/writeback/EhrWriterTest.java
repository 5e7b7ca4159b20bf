package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.TestEhr;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.sandbox.fault.Fault;

class EhrWriterTest {
    private static final String SCOPES = "patient/*.rs patient/ServiceRequest.cruds patient/Provenance.cruds";
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final AdviceSource RULE = new AdviceSource("Prodrome rule 35", "1.0.0");

    @SuppressWarnings("NullAway.Init")
    private static TestEhr ehr;

    private final EhrWriter writer = EhrWriter.create();

    @BeforeAll
    static void start() {
        ehr = new TestEhr();
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @AfterEach
    void heal() {
        ehr.sandbox().faults().clear();
    }

    @Test
    void writesADraftAndItsProvenance() {
        Receipt receipt = write("d-written", SCOPES);

        assertThat(receipt).isInstanceOfSatisfying(Receipt.Written.class, written -> {
            assertThat(written.provenance()).isInstanceOf(Receipt.ProvenancePlace.InEhr.class);
            ServiceRequest stored = stored("d-written").getFirst();
            assertThat(stored.getIntent()).isEqualTo(ServiceRequest.ServiceRequestIntent.PROPOSAL);
            assertThat(stored.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.DRAFT);
            assertThat(stored.getMeta().getSecurityFirstRep().getCode()).isEqualTo("AIAST");
            assertThat(stored.getRequester().getReference()).isEqualTo(ehr.user());
            var place = (Receipt.ProvenancePlace.InEhr) written.provenance();
            var provenance = (Provenance) ehr.sandbox()
                    .store()
                    .read("Provenance", place.reference().id())
                    .orElseThrow();
            assertThat(provenance.getTargetFirstRep().getReference())
                    .startsWith("ServiceRequest/" + written.resource().id());
            assertThat(provenance.getAgent()).hasSize(2);
            assertThat(provenance.getEntity()).hasSize(1);
        });
    }

    @Test
    void aRetryNeverWritesASecondDraft() {
        Receipt first = write("d-retried", SCOPES);
        Receipt second = write("d-retried", SCOPES);

        assertThat(stored("d-retried")).hasSize(1);
        assertThat(((Receipt.Written) second).resource().id())
                .isEqualTo(((Receipt.Written) first).resource().id());
    }

    @Test
    void aGrantWithoutCreateIsNotAllowed() {
        assertThat(write("d-scope", "patient/*.rs"))
                .isInstanceOfSatisfying(
                        Receipt.NotAllowed.class,
                        refused -> assertThat(refused.obstacle()).isEqualTo(Receipt.Obstacle.SCOPE));
        assertThat(stored("d-scope")).isEmpty();
    }

    @Test
    void theProvenanceIsKeptByUsWhereItIsNotGranted() {
        assertThat(write("d-kept", "patient/*.rs patient/ServiceRequest.cruds"))
                .isInstanceOfSatisfying(
                        Receipt.Written.class,
                        written ->
                                assertThat(written.provenance()).isInstanceOf(Receipt.ProvenancePlace.KeptByUs.class));
    }

    @Test
    void aServerThatIsDownMayBeTriedAgainAndHasNothing() {
        ehr.sandbox().faults().set(new Fault.FhirDown());

        assertThat(write("d-down", SCOPES))
                .isInstanceOfSatisfying(
                        Receipt.Later.class,
                        later -> assertThat(later.maybeThere()).isFalse());
        ehr.sandbox().faults().clear();
        assertThat(stored("d-down")).isEmpty();
    }

    @Test
    void aServerErrorOnTheTypeLeavesItOpenAndAllowsAnotherTry() {
        ehr.sandbox().faults().set(new Fault.ServerError("ServiceRequest"));

        assertThat(write("d-error", SCOPES))
                .isInstanceOfSatisfying(
                        Receipt.Later.class,
                        later -> assertThat(later.maybeThere()).isTrue());
    }

    @Test
    void accessThatHasEndedWaitsForAnother() {
        var issued = Access.given(
                ehr.base(), "over", Scopes.parse(SCOPES), Instant.now().plusSeconds(60), Clock.systemUTC());
        issued.end();

        assertThat(writer.write(FhirAccess.of(issued), writeBack("d-ended", ehr.base(), ehr.patient()), BUDGET))
                .singleElement()
                .isInstanceOfSatisfying(
                        Receipt.Later.class,
                        later -> assertThat(later.grantEnded()).isTrue());
    }

    @Test
    void anotherIssuerIsRefused() {
        FhirAccess access = ehr.access(SCOPES);
        WriteBack elsewhere = writeBack("d-x", URI.create("http://localhost:1/fhir"), ehr.patient());

        assertThatThrownBy(() -> writer.write(access, elsewhere, BUDGET))
                .isInstanceOf(FhirAdapterException.Refused.class);
    }

    @Test
    void aPatientWhoCannotBeReadAgainIsNotWrittenTo() {
        var stranger = new PatientId("nobody-here");

        assertThat(writer.write(ehr.access(SCOPES), writeBack("d-y", ehr.base(), stranger), BUDGET))
                .singleElement()
                .isInstanceOfSatisfying(
                        Receipt.NotAllowed.class,
                        refused -> assertThat(refused.obstacle()).isEqualTo(Receipt.Obstacle.PATIENT));
    }

    @Test
    void withoutConditionalCreateAnEarlierDraftIsLookedForFirst() {
        Receipt first = writeUnconditionally("d-plain", SCOPES);
        Receipt second = writeUnconditionally("d-plain", SCOPES);

        assertThat(stored("d-plain")).hasSize(1);
        assertThat(((Receipt.Written) second).resource().id())
                .isEqualTo(((Receipt.Written) first).resource().id());
    }

    @Test
    void withNeitherConditionalCreateNorSearchThereIsOneTryAndNoOther() {
        assertThat(writeUnconditionally("d-single", "patient/Patient.r patient/ServiceRequest.c"))
                .isInstanceOf(Receipt.Written.class);
        assertThat(writeUnconditionally("d-unsearched", "patient/Patient.r patient/ServiceRequest.c", true))
                .isInstanceOf(Receipt.Unknown.class);
        assertThat(stored("d-single")).hasSize(1);
        assertThat(stored("d-unsearched")).isEmpty();
    }

    @Test
    void withoutConditionalCreateNothingIsSentWhileTheSearchFails() {
        ehr.sandbox().faults().set(new Fault.ServerError("ServiceRequest"));

        assertThat(writeUnconditionally("d-unfound", SCOPES)).isInstanceOfSatisfying(Receipt.Later.class, later -> {
            assertThat(later.reason()).contains("nothing was sent", "500");
            assertThat(later.maybeThere()).isFalse();
        });
    }

    private static Receipt writeUnconditionally(String draftId, String scopes) {
        return writeUnconditionally(draftId, scopes, false);
    }

    private static Receipt writeUnconditionally(String draftId, String scopes, boolean tried) {
        var http = new FhirHttp(FhirHttp.newClient(), ehr.access(scopes), ReadLimits.DEFAULT);
        WriteBack writeBack = writeBack(draftId, ehr.base(), ehr.patient(), tried);
        return new DraftWriting(
                        http,
                        TestOffers.unconditional("ServiceRequest", "Provenance"),
                        writeBack,
                        new UnansweredTries(System::nanoTime),
                        Deadline.in(BUDGET))
                .write(writeBack.drafts().getFirst());
    }

    private Receipt write(String draftId, String scopes) {
        return writer.write(ehr.access(scopes), writeBack(draftId, ehr.base(), ehr.patient()), BUDGET)
                .getFirst();
    }

    private static WriteBack writeBack(String draftId, URI issuer, PatientId patient) {
        return writeBack(draftId, issuer, patient, false);
    }

    private static WriteBack writeBack(String draftId, URI issuer, PatientId patient, boolean tried) {
        var context = new DraftContext(
                patient,
                ehr.user(),
                null,
                draftId,
                Instant.parse("2026-11-20T10:00:00Z"),
                RULE,
                WriteProfile.open(),
                List.of());
        var draft = DraftRenderer.render(
                new DraftProposal.Service(
                        CodedConcept.of(new Coding(Coding.LOINC, "4548-4", "Hemoglobin A1c")),
                        DraftProposal.Service.Category.LABORATORY,
                        "no HbA1c in six months"),
                context);
        return new WriteBack(
                issuer,
                patient,
                ehr.user(),
                "decision-1",
                List.of(draft),
                List.of(new FhirReference("Condition", "c1", "1")),
                RULE,
                context.at(),
                WriteProfile.open(),
                tried);
    }

    private static List<ServiceRequest> stored(String draftId) {
        return ehr
                .sandbox()
                .store()
                .search(
                        "ServiceRequest",
                        Map.of("identifier", List.of(DraftRenderer.IDENTIFIER_SYSTEM + "|" + draftId)))
                .stream()
                .map(ServiceRequest.class::cast)
                .toList();
    }
}
