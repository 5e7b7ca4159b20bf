package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;

class RoutesTest {
    private static final String ALL = "patient/*.cruds";
    private static final Learnt EVERYTHING =
            TestOffers.of("ServiceRequest", "MedicationRequest", "Condition", "DocumentReference", "Provenance");

    @Test
    void theResourceItselfIsWrittenWhereTheServerAndTheGrantAllowIt() {
        assertThat(plan(EVERYTHING, ALL, "open").route()).isEqualTo(new Route.Resource(true));
    }

    @Test
    void aTypeThatTheServerDoesNotCreateBecomesANote() {
        PlannedDraft planned = plan(TestOffers.of("DocumentReference"), ALL, "open");

        assertThat(planned.route()).isInstanceOf(Route.Note.class);
        assertThat(planned.draft().type()).isEqualTo("DocumentReference");
        assertThat(planned.words()).contains("Hemoglobin A1c");
    }

    @Test
    void aTypeThatIsNotGrantedBecomesANoteAndSaysWhy() {
        assertThat(plan(EVERYTHING, "patient/DocumentReference.c", "open").route())
                .isInstanceOfSatisfying(
                        Route.Note.class,
                        note -> assertThat(note.because()).contains("create of ServiceRequest is not granted"));
    }

    @Test
    void whatIsGrantedWithinAConstraintOnlyIsNotGranted() {
        assertThat(plan(EVERYTHING, "patient/ServiceRequest.c?category=laboratory", "open")
                        .route())
                .isInstanceOf(Route.HandOff.class);
    }

    @Test
    void aProfileThatNeverTakesATypeOutweighsTheStatement() {
        assertThat(plan(EVERYTHING, ALL, "oracle-like").route()).isInstanceOf(Route.Note.class);
    }

    @Test
    void withoutTheEncounterThatTheEhrWantsItIsEnteredByHand() {
        PlannedDraft planned =
                new Routes(EVERYTHING, access(ALL)).plan(TestDrafts.HBA1C, TestDrafts.context("epic-like", null));

        assertThat(planned.route())
                .isInstanceOfSatisfying(
                        Route.HandOff.class,
                        handOff -> assertThat(handOff.because()).contains("encounter"));
    }

    @Test
    void whatCanNotBeWrittenAtAllIsHandedOff() {
        assertThat(plan(TestOffers.of("Patient"), ALL, "open").route()).isInstanceOf(Route.HandOff.class);
        assertThat(plan(EVERYTHING, "patient/*.rs", "open").route()).isInstanceOf(Route.HandOff.class);
    }

    @Test
    void aServerThatDoesNotSayIsTriedAsFarAsTheGrantGoes() {
        Learnt unknown = new Learnt.Unknown("down");

        assertThat(plan(unknown, ALL, "open").route()).isEqualTo(new Route.Resource(false));
        assertThat(plan(unknown, "patient/*.rs", "open").route()).isInstanceOf(Route.HandOff.class);
    }

    @Test
    void anOrderInProgressIsTakenBackInOrderEntryOnly() {
        var order = new DraftOrder(
                new FhirReference("ServiceRequest", "o1", "1"),
                new CodedConcept(List.of(), "X-ray"),
                List.of(),
                true,
                "{}");

        assertThat(new Routes(EVERYTHING, access(ALL))
                        .plan(new DraftProposal.Remove(order, "done last week"), TestDrafts.context("open", null))
                        .route())
                .isInstanceOf(Route.HandOff.class);
    }

    private static PlannedDraft plan(Learnt learnt, String scopes, String profile) {
        return new Routes(learnt, access(scopes))
                .plan(TestDrafts.HBA1C, TestDrafts.context(profile, TestDrafts.encounter()));
    }

    private static FhirAccess access(String scopes) {
        return FhirAccess.of(Access.given(
                URI.create("http://localhost:9090/fhir"),
                "token",
                Scopes.parse(scopes),
                Instant.now().plusSeconds(600),
                Clock.systemUTC()));
    }
}
