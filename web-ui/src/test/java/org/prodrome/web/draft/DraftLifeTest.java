package org.prodrome.web.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.fhir.writeback.Receipt;
import org.prodrome.fhir.writeback.Route;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.web.config.WriteSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Choice;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From an accepted suggestion to a draft in the EHR, and back, whatever goes wrong on the way. */
class DraftLifeTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Sandbox ehr;

    private WritingSite site;
    private OpenLaunch launch;
    private PatientRecord record;

    @BeforeAll
    static void startTheEhr() {
        ehr = WritingSite.startEhr();
    }

    @AfterAll
    static void stopTheEhr() {
        ehr.close();
    }

    @BeforeEach
    void openTheChart() {
        site = new WritingSite(ehr, folder);
        launch = site.launch();
        record = site.read(launch);
    }

    @AfterEach
    void leave() {
        site.close();
    }

    @Test
    void whatIsPreviewedIsWhatTheEhrGets() {
        var card = site.card(WritingSite.hba1c());
        PlannedDraft planned =
                desk().preview(me(), card, card.card().suggestions().getFirst());
        WriteState state = desk().accept(
                        me(), record, card, card.card().suggestions().getFirst(), planned)
                .orElseThrow();

        assertThat(planned.route()).isEqualTo(new Route.Resource(true));
        assertThat(state.status()).isEqualTo(Status.WRITTEN);
        var written = (ServiceRequest) site.stored("ServiceRequest").getFirst();
        assertThat(planned.draft().json())
                .contains(
                        written.getIdentifierFirstRep().getValue(),
                        written.getNoteFirstRep().getText());
        assertThat(written.getRequester().getReference()).startsWith("Practitioner/");
        assertThat(site.stored("Provenance")).hasSize(1);
    }

    @Test
    void anEhrThatIsDownForAnHourGetsItOnceAndNothingIsLost() {
        site.ehr().faults().set(new Fault.FhirDown());
        assertThat(accept(WritingSite.hba1c()).status()).isEqualTo(Status.WAITING);
        site.clock.pass(Duration.ofSeconds(45));
        deliver();
        site.clock.pass(Duration.ofHours(1));
        deliver();

        assertThat(only().words()).contains("waiting", "tried again by itself");
        site.ehr().faults().clear();
        site.restart();
        launch = site.launch();
        site.clock.pass(Duration.ofMinutes(15));
        deliver();
        deliver();

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("ServiceRequest")).hasSize(1);
        assertThat(site.part(DecisionBook.class).of(patient())).hasSize(1);
    }

    @Test
    void withoutALiveGrantItWaitsInPlainSightForTheNextLaunchOfThatClinician() {
        site.ehr().faults().set(new Fault.FhirDown());
        accept(WritingSite.hba1c());
        launch.context().access().end();
        site.ehr().faults().clear();
        site.clock.pass(Duration.ofHours(2));
        deliver();

        assertThat(site.stored("ServiceRequest")).isEmpty();
        OpenLaunch colleague = site.launch(otherUser());
        desk().sendWaiting(Clinician.of(colleague), record);
        assertThat(site.stored("ServiceRequest")).isEmpty();
        assertThat(states(Clinician.of(colleague)).getFirst().words()).contains("of whoever accepted it");

        launch = site.launch();
        desk().sendWaiting(me(), site.read(launch));
        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("ServiceRequest")).hasSize(1);
    }

    @Test
    void aCrashBetweenDecisionAndWriteLosesNothing() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        assertThat(site.part(DraftOutbox.class).claim(waiting, Status.SENDING)).isPresent();
        afterTheCrash();

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("ServiceRequest")).hasSize(1);
    }

    @Test
    void aCrashBetweenWriteAndReceiptWritesNothingTwice() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        Waiting claimed =
                site.part(DraftOutbox.class).claim(waiting, Status.SENDING).orElseThrow();
        site.clock.pass(Duration.ofMinutes(1));
        site.part(EhrWriter.class)
                .write(
                        me().access(),
                        claimed.draft().toWriteBack(claimed.decision().toString(), WriteProfile.open(), false),
                        Duration.ofSeconds(20));
        assertThat(site.stored("ServiceRequest")).hasSize(1);
        afterTheCrash();

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("ServiceRequest")).hasSize(1);
        assertThat(site.stored("Provenance")).hasSize(1);
    }

    @Test
    void aCrashAfterASingleTryIsForAPersonToCheck() {
        site.with(new WriteSettings("epic-like", false, List.of()));
        launch = site.launch();
        var withinVisit = new Clinician(
                me().issuer(),
                me().patient(),
                me().user(),
                new org.prodrome.fhir.record.FhirReference("Encounter", "cleo-visit", null),
                me().access());
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c(), withinVisit);
        assertThat(site.part(DraftOutbox.class).claim(waiting, Status.SENDING)).isPresent();
        afterTheCrash();

        assertThat(only().status()).isEqualTo(Status.UNKNOWN);
        assertThat(only().words()).contains("please check");
        assertThat(site.stored("ServiceRequest")).isEmpty();
    }

    @Test
    void anAnswerLostOnTheWayIsNeitherALossNorADuplicate() {
        site.ehr().faults().set(new Fault.Interrupted(Interruption.LOST_ANSWER, 2));

        assertThat(accept(WritingSite.hba1c()).status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("ServiceRequest")).hasSize(1);
    }

    @Test
    void aDraftWhoseGroundsHaveChangedIsHeldUntilItsClinicianConfirms() {
        acceptedWhileDown(WritingSite.hba1c());
        reviewTheDiabetes();
        afterTheCrash();

        WriteState held = only();
        assertThat(held.status()).isEqualTo(Status.CHANGED);
        assertThat(held.words()).contains("the record has changed", "please review", "1 changed");
        assertThat(held.choices()).containsExactly(Choice.CONFIRM, Choice.WITHDRAW);
        assertThat(site.stored("ServiceRequest")).isEmpty();
        changes().confirm(me(), decision(), site.read(launch));
        assertThat(only().status()).isEqualTo(Status.WRITTEN);
    }

    @Test
    void aChartThatDoesNotShowTheChangeConfirmsNothing() {
        acceptedWhileDown(WritingSite.hba1c());
        PatientRecord before = site.read(launch);
        reviewTheDiabetes();
        afterTheCrash();

        assertThat(changes().confirm(me(), decision(), before)).contains("please open the chart again");
        assertThat(only().status()).isEqualTo(Status.CHANGED);
        assertThat(site.stored("ServiceRequest")).isEmpty();
    }

    @Test
    void whatChangesOnceMoreBeforeItIsConfirmedIsHeldOnceMore() {
        acceptedWhileDown(WritingSite.hba1c());
        reviewTheDiabetes();
        afterTheCrash();
        PatientRecord seen = site.read(launch);
        reviewTheDiabetes();

        assertThat(changes().confirm(me(), decision(), seen)).contains("the record has changed");
        assertThat(only().status()).isEqualTo(Status.CHANGED);
        assertThat(site.stored("ServiceRequest")).isEmpty();
    }

    @Test
    void whatTheEhrRefusesAfterATryWithoutAnswerMayBeThere() {
        PendingDraft draft = acceptedWhileDown(WritingSite.hba1c()).draft();

        for (Receipt refusal :
                List.of(new Receipt.NotAllowed(Receipt.Obstacle.SCOPE, "no"), new Receipt.Failed(false, "no", false))) {
            Outcome open = Outcome.of(refusal, draft, true);
            assertThat(open.status()).isEqualTo(Status.UNKNOWN);
            assertThat(open.tried()).isTrue();
            assertThat(open.draft().result()).contains("an earlier try may have arrived");
            assertThat(Outcome.of(refusal, draft, false).status()).isEqualTo(Status.REFUSED);
        }
        assertThat(Outcome.of(new Receipt.Failed(true, "busy", false), draft, true)
                        .tried())
                .isTrue();
        assertThat(Outcome.of(new Receipt.Failed(true, "busy", true), draft, true)
                        .tried())
                .isFalse();
    }

    @Test
    void aNewAllergyHoldsAPrescriptionAndTheClinicianMayDiscardIt() {
        acceptedWhileDown(WritingSite.empagliflozin());
        var allergy = (AllergyIntolerance) site.ehr()
                .store()
                .read("AllergyIntolerance", "cleo-allergy")
                .orElseThrow()
                .copy();
        allergy.setId((String) null);
        site.ehr().store().create(allergy);
        afterTheCrash();

        assertThat(only().status()).isEqualTo(Status.CHANGED);
        assertThat(only().words()).contains("the list of AllergyIntolerance: 1 added");
        changes().takeBack(me(), decision());
        assertThat(only().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(site.stored("MedicationRequest")).hasSize(1);
    }

    @Test
    void aDelayedDraftWhoseGroundsAreTheSameIsWritten() {
        acceptedWhileDown(WritingSite.empagliflozin());
        afterTheCrash();

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
    }

    @Test
    void whatWasTakenBackIsRevokedInTheEhrAndADecisionOfItsOwn() {
        accept(WritingSite.hba1c());
        String said = changes().takeBack(me(), decision());

        assertThat(said).contains("taken back in the EHR");
        assertThat(((ServiceRequest) site.stored("ServiceRequest").getFirst()).getStatus())
                .isEqualTo(ServiceRequest.ServiceRequestStatus.REVOKED);
        assertThat(only().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(site.part(DecisionBook.class).of(patient()))
                .extracting(decision -> decision.act().kind())
                .containsExactly("ACCEPTED", "WITHDRAWN");
        assertThat(auditEntries("DECISION")).isEqualTo(2);
    }

    @Test
    void whatTheEhrHasSignedMeanwhileIsNotTakenBack() {
        accept(WritingSite.hba1c());
        var signed = (ServiceRequest) site.stored("ServiceRequest").getFirst().copy();
        signed.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        site.ehr().store().update(signed, signed.getMeta().getVersionId());

        assertThat(changes().takeBack(me(), decision())).contains("no longer a draft", "order entry");
        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(site.part(DecisionBook.class).of(patient()))
                .extracting(decision -> decision.act().kind())
                .containsExactly("ACCEPTED");
    }

    @Test
    void whatIsTakenBackWhileTheEhrIsDownIsTakenBackLaterAndNeverSentAgain() {
        accept(WritingSite.hba1c());
        site.ehr().faults().set(new Fault.FhirDown());
        changes().takeBack(me(), decision());
        assertThat(only().status()).isEqualTo(Status.WITHDRAWING);
        Waiting taken = kept();
        site.ehr().faults().clear();
        site.clock.pass(Duration.ofMinutes(15));
        site.part(DraftSending.class).send(me(), taken);
        assertThat(only().status()).isEqualTo(Status.WITHDRAWING);
        site.restart();
        launch = site.launch();
        deliver();

        assertThat(only().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(((ServiceRequest) site.stored("ServiceRequest").getFirst()).getStatus())
                .isEqualTo(ServiceRequest.ServiceRequestStatus.REVOKED);
        assertThat(site.part(DecisionBook.class).of(patient())).hasSize(2);
    }

    @Test
    void whoeverComesBackFromATryThatWasTakenOverChangesNothing() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        DraftOutbox outbox = site.part(DraftOutbox.class);
        Waiting first = outbox.claim(waiting, Status.SENDING).orElseThrow();
        site.clock.pass(Duration.ofMinutes(5));
        Waiting second = outbox.claim(first, Status.SENDING).orElseThrow();
        Waiting told = site.part(DraftSending.class)
                .settled(first, new Outcome(Status.REFUSED, false, first.draft().said("late")));

        assertThat(told.status()).isEqualTo(Status.SENDING);
        assertThat(kept().draft().result()).isNotEqualTo("late");
        assertThat(outbox.settle(second, Status.WAITING, true, site.clock.instant(), second.draft()))
                .isTrue();
    }

    @Test
    void aDraftThatAnEarlierVersionKeptIsShownWithWhatItSaid() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        var old = (ObjectNode) new JsonMapper().valueToTree(waiting.draft());
        old.remove(List.of("words", "basis", "news"));
        old.put("result", "the EHR is down").put("provenance", "{}");
        keptAs(old);

        assertThat(only().words()).contains("the EHR is down");
        assertThat(kept().draft().news().provenance()).isEqualTo("{}");
        assertThat(kept().draft().words()).isEmpty();
    }

    @Test
    void aDraftThatCannotBeReadStopsNoOther() {
        acceptedWhileDown(WritingSite.hba1c());
        keptAs(new JsonMapper().createObjectNode().put("issuer", "x"));
        accept(WritingSite.empagliflozin());

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
    }

    @Test
    void anotherClinicianCannotTakeItBack() {
        accept(WritingSite.hba1c());
        Clinician colleague = Clinician.of(site.launch(otherUser()));

        assertThat(changes().takeBack(colleague, decision())).contains("nothing of yours");
        assertThat(states(colleague).getFirst().choices()).isEmpty();
    }

    @Test
    void anUnsupportedTypeBecomesANoteAndCanOnlyBeCorrectedByHand() {
        site.with(new WriteSettings("oracle-like", false, List.of()));
        launch = site.launch();
        var withinVisit = new Clinician(
                me().issuer(),
                me().patient(),
                me().user(),
                new org.prodrome.fhir.record.FhirReference("Encounter", "cleo-visit", null),
                me().access());

        assertThat(accept(WritingSite.hba1c(), withinVisit).status()).isEqualTo(Status.WRITTEN);
        assertThat(site.stored("DocumentReference")).hasSize(1);
        assertThat(site.stored("ServiceRequest")).isEmpty();
        assertThat(only().words()).contains("its Provenance is kept here");
    }

    @Test
    void whatCannotBeWrittenIsHandedOffWithItsWords() {
        site.with(new WriteSettings("epic-like", false, List.of()));
        launch = site.launch();

        WriteState state = accept(WritingSite.hba1c());
        assertThat(state.status()).isEqualTo(Status.HANDED_OFF);
        assertThat(state.text()).contains("Hemoglobin A1c", "no HbA1c in six months");
        assertThat(site.part(DecisionBook.class).of(patient()))
                .singleElement()
                .satisfies(decision -> assertThat(decision.act()).isInstanceOf(Act.Accepted.class));
    }

    @Test
    void whereTheIssuerAllowsItTheAppSendsInItsOwnName() {
        site.with(new WriteSettings(
                "open", true, List.of("system/*.rs", "system/ServiceRequest.cu", "system/Provenance.c")));
        launch = site.launch();
        acceptedWhileDown(WritingSite.hba1c());
        launch.context().access().end();
        assertThat(only().words()).contains("sent by itself");
        site.restart();
        site.clock.pass(Duration.ofMinutes(5));
        deliver();

        List<Resource> written = site.stored("ServiceRequest");
        assertThat(written).hasSize(1);
        assertThat(((ServiceRequest) written.getFirst()).getRequester().getReference())
                .startsWith("Practitioner/");
    }

    @Test
    void whatNobodyCameBackForMustBeDecidedAgain() {
        acceptedWhileDown(WritingSite.hba1c());
        launch.context().access().end();
        site.clock.pass(Duration.ofDays(8));
        deliver();

        assertThat(only().status()).isEqualTo(Status.REFUSED);
        assertThat(only().words()).contains("decide again");
        assertThat(site.stored("ServiceRequest")).isEmpty();
    }

    @Test
    void aSendThatWasCutOffAndNobodyCameBackForIsForAPersonToCheck() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        assertThat(site.part(DraftOutbox.class).claim(waiting, Status.SENDING)).isPresent();
        launch.context().access().end();
        site.clock.pass(Duration.ofDays(8));
        deliver();

        assertThat(only().status()).isEqualTo(Status.UNKNOWN);
        assertThat(only().words()).contains("may have arrived").doesNotContain("never sent");
    }

    @Test
    void aTakingBackThatNobodyCameBackForIsForAPersonToDo() {
        accept(WritingSite.hba1c());
        site.ehr().faults().set(new Fault.FhirDown());
        changes().takeBack(me(), decision());
        launch.context().access().end();
        site.clock.pass(Duration.ofDays(6));
        deliver();
        assertThat(only().status()).isEqualTo(Status.WITHDRAWING);
        site.clock.pass(Duration.ofDays(2));
        deliver();

        assertThat(only().status()).isEqualTo(Status.WRITTEN);
        assertThat(only().words()).contains("please remove it by hand");
        assertThat(site.part(DecisionBook.class).of(patient())).hasSize(1);
    }

    @Test
    void whatHasNoGrantIsLeftAloneButForItsCliniciansLaunch() {
        acceptedWhileDown(WritingSite.hba1c());
        launch.context().access().end();
        DraftOutbox outbox = site.part(DraftOutbox.class);
        site.clock.pass(Duration.ofMinutes(5));
        assertThat(outbox.due(50)).hasSize(1);
        deliver();

        assertThat(outbox.due(50)).isEmpty();
        launch = site.launch();
        desk().sendWaiting(me(), site.read(launch));
        assertThat(only().status()).isEqualTo(Status.WRITTEN);
    }

    @Test
    void whatCannotBeReadOrWasErasedTakesNobodysTurn() {
        acceptedWhileDown(WritingSite.hba1c());
        keptAs(new JsonMapper().createObjectNode().put("issuer", "x"));
        site.clock.pass(Duration.ofMinutes(5));
        site.ehr().faults().set(new Fault.FhirDown());
        accept(WritingSite.empagliflozin());
        site.clock.pass(Duration.ofMinutes(5));
        DraftOutbox outbox = site.part(DraftOutbox.class);
        assertThat(outbox.due(1)).isEmpty();
        assertThat(outbox.due(1)).hasSize(1);

        site.part(JdbcClient.class).sql("DELETE FROM patient_key").update();
        site.restart();
        assertThat(site.part(DraftOutbox.class).due(1)).isEmpty();
        site.clock.pass(Duration.ofDays(2));
        assertThat(site.part(DraftOutbox.class).due(1)).isEmpty();
        assertThat(site.part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM pending_write")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anEhrThatGivesNoAnswerIsAskedForOneDraftInARound() {
        site.ehr().faults().set(new Fault.FhirDown());
        accept(WritingSite.hba1c());
        accept(WritingSite.empagliflozin());
        site.clock.pass(Duration.ofMinutes(1));
        deliver();

        assertThat(site.part(DraftOutbox.class).all(patient()))
                .extracting(Waiting::attempts)
                .containsExactlyInAnyOrder(1, 2);
        assertThat(site.part(DraftOutbox.class).due(50)).isEmpty();
    }

    @Test
    void ofTwoTabsThatAcceptTheSameMatterAtOnceOneDoes() throws Exception {
        var first = site.card(WritingSite.hba1c());
        var second = site.card(WritingSite.hba1c(), first.card().matter());
        var suggestion = second.card().suggestions().getFirst();
        PlannedDraft planned = desk().preview(me(), second, suggestion);
        var acted = new DecisionBook.Acted(
                patient(),
                first.uuid(),
                first.card().matter(),
                new Act.Accepted("take"),
                Channel.APP,
                site.part(PatientVault.class).user(me().user()),
                site.clock.instant());
        try (var tab = Executors.newSingleThreadExecutor()) {
            Future<Optional<WriteState>> late =
                    Objects.requireNonNull(site.part(TransactionTemplate.class).execute(ignored -> {
                        site.part(PatientVault.class).hold(patient());
                        var accepting = tab.submit(() -> desk().accept(me(), record, second, suggestion, planned));
                        assertThatExceptionOfType(TimeoutException.class)
                                .isThrownBy(() -> accepting.get(300, TimeUnit.MILLISECONDS));
                        site.part(DecisionBook.class).record(acted, "first");
                        return accepting;
                    }));
            assertThat(late.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void whatArrivedWithoutAnAnswerIsFoundAndTakenBack() {
        Waiting claimed = cutOff();
        site.part(EhrWriter.class)
                .write(
                        me().access(),
                        claimed.draft().toWriteBack(claimed.decision().toString(), WriteProfile.open(), false),
                        Duration.ofSeconds(20));

        assertThat(changes().takeBack(me(), decision())).contains("taken back in the EHR");
        assertThat(((ServiceRequest) site.stored("ServiceRequest").getFirst()).getStatus())
                .isEqualTo(ServiceRequest.ServiceRequestStatus.REVOKED);
        assertThat(only().status()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void whatNeverArrivedIsLookedForBeforeItCountsAsTakenBack() {
        cutOff();
        site.ehr().faults().set(new Fault.FhirDown());
        changes().takeBack(me(), decision());
        assertThat(only().status()).isEqualTo(Status.WITHDRAWING);
        assertThat(only().words()).contains("no answer yet");
        assertThat(site.part(DecisionBook.class).of(patient())).hasSize(1);
        site.ehr().faults().clear();
        site.restart();
        launch = site.launch();
        site.clock.pass(Duration.ofMinutes(15));
        deliver();

        assertThat(only().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(only().words()).contains("it is not in the EHR");
        assertThat(site.stored("ServiceRequest")).isEmpty();
    }

    private Waiting cutOff() {
        Waiting waiting = acceptedWhileDown(WritingSite.hba1c());
        Waiting claimed =
                site.part(DraftOutbox.class).claim(waiting, Status.SENDING).orElseThrow();
        site.restart();
        launch = site.launch();
        site.clock.pass(Duration.ofMinutes(5));
        return claimed;
    }

    private Waiting acceptedWhileDown(DraftProposal proposal) {
        return acceptedWhileDown(proposal, me());
    }

    private Waiting acceptedWhileDown(DraftProposal proposal, Clinician clinician) {
        site.ehr().faults().set(new Fault.FhirDown());
        accept(proposal, clinician);
        site.ehr().faults().clear();
        site.clock.pass(Duration.ofSeconds(31));
        return site.part(DraftOutbox.class).all(patient()).getFirst();
    }

    private void reviewTheDiabetes() {
        var diabetes = (Condition) site.ehr()
                .store()
                .read("Condition", "cleo-diabetes")
                .orElseThrow()
                .copy();
        diabetes.addNote().setText("reviewed");
        site.ehr().store().update(diabetes, diabetes.getMeta().getVersionId());
    }

    private Waiting kept() {
        return site.part(DraftOutbox.class).all(patient()).getFirst();
    }

    private void keptAs(ObjectNode envelope) {
        byte[] sealed = site.part(PatientVault.class)
                .seal(patient(), "pending-write", new JsonMapper().writeValueAsBytes(envelope));
        site.part(JdbcClient.class)
                .sql("UPDATE pending_write SET envelope = ?")
                .param(sealed)
                .update();
    }

    private void afterTheCrash() {
        site.restart();
        site.clock.pass(Duration.ofMinutes(5));
        launch = site.launch();
        desk().sendWaiting(me(), site.read(launch));
    }

    private WriteState accept(DraftProposal proposal) {
        return accept(proposal, me());
    }

    private WriteState accept(DraftProposal proposal, Clinician clinician) {
        var card = site.card(proposal);
        var suggestion = card.card().suggestions().getFirst();
        return desk().accept(clinician, record, card, suggestion, desk().preview(clinician, card, suggestion))
                .orElseThrow();
    }

    private WriteState only() {
        List<WriteState> states = states(me());
        assertThat(states).hasSize(1);
        return states.getFirst();
    }

    private List<WriteState> states(Clinician clinician) {
        return List.copyOf(desk().states(clinician).values());
    }

    private UUID decision() {
        return desk().states(me()).keySet().iterator().next();
    }

    private long auditEntries(String kind) {
        return site.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM audit_entry WHERE kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    private String otherUser() {
        return site.ehr().store().users().getLast().getIdElement().getIdPart();
    }

    private Clinician me() {
        return Clinician.of(launch);
    }

    private org.prodrome.web.store.Pseudonym patient() {
        return site.part(PatientVault.class).patient(launch.issuer(), launch.patient());
    }

    private DraftDesk desk() {
        return site.part(DraftDesk.class);
    }

    private DraftChanges changes() {
        return site.part(DraftChanges.class);
    }

    private void deliver() {
        site.part(DraftCourier.class).deliver().forEach(DraftLifeTest::ended);
    }

    private static void ended(Thread round) {
        try {
            assertThat(round.join(Duration.ofSeconds(60))).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
