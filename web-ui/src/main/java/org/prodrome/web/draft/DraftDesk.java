package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.DraftContext;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.fhir.writeback.Route;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.AdviceSources;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.DecisionBook.Acted;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Previews and accepts drafts. Accepting keeps decision and draft in one transaction; only then is the EHR asked, under the
 * clinician's own grant. What could not be sent waits, in plain sight.
 */
@Service
public class DraftDesk {
    private static final Duration PLANNING = Duration.ofSeconds(4);

    private final EhrWriter writer;
    private final DraftSending sending;
    private final DraftChanges changes;
    private final DraftOutbox outbox;
    private final DecisionBook book;
    private final Suppression suppression;
    private final PatientVault vault;
    private final ProdromeSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DraftDesk(
            EhrWriter writer,
            DraftSending sending,
            DraftChanges changes,
            DraftOutbox outbox,
            DecisionBook book,
            Suppression suppression,
            PatientVault vault,
            ProdromeSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.sending = sending;
        this.changes = changes;
        this.outbox = outbox;
        this.book = book;
        this.suppression = suppression;
        this.vault = vault;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What accepting would do: exactly what would be written, and by which route. {@link #accept} takes it back. */
    public PlannedDraft preview(Clinician clinician, OfferedCard card, Suggestion suggestion) {
        return writer.plan(clinician.access(), suggestion.proposal(), context(clinician, card, suggestion), PLANNING);
    }

    /**
     * Keeps the decision and the previewed draft, then sends it unless it is to be entered by hand.
     *
     * @param record that the advice was given on
     * @return where it stands; empty when the matter was decided meanwhile, in another tab or on a card in the EHR
     */
    public Optional<WriteState> accept(
            Clinician clinician, PatientRecord record, OfferedCard card, Suggestion suggestion, PlannedDraft planned) {
        Acted acted = new Acted(
                vault.patient(clinician.issuer(), clinician.patient()),
                card.uuid(),
                card.card().matter(),
                new Act.Accepted(suggestion.key()),
                Channel.APP,
                vault.user(clinician.user()),
                Instant.now(clock));
        return kept(
                        card.card().partOf(suggestion),
                        acted,
                        planned,
                        pending(clinician, record, card, suggestion, planned))
                .map(waiting -> waiting.status() == Status.WAITING ? sending.send(clinician, waiting) : waiting)
                .map(waiting -> shown(waiting, acted.actor()));
    }

    private Optional<Waiting> kept(Card card, Acted acted, PlannedDraft planned, PendingDraft pending) {
        Status status = planned.route() instanceof Route.HandOff ? Status.HANDED_OFF : Status.WAITING;
        return Objects.requireNonNull(transaction.execute(ignored -> {
            vault.hold(acted.patient());
            List<Decision> decided = book.of(acted.patient());
            Instant now = Instant.now(clock);
            if (suppression.of(card, decided, acted.actor(), now).isPresent()
                    || suppression.isAccepted(card, decided, now)) {
                return Optional.empty();
            }
            Decision decision = book.record(acted, pending.draft().draftId());
            boolean put = outbox.put(decision.id(), acted.patient(), acted.actor(), status, pending);
            return put ? outbox.find(decision.id()) : Optional.empty();
        }));
    }

    /** Sends what this user has under way for this patient. */
    public void sendWaiting(Clinician clinician, PatientRecord record) {
        Pseudonym patient = vault.patient(clinician.issuer(), clinician.patient());
        Pseudonym actor = vault.user(clinician.user());
        outbox.open(patient, actor).forEach(waiting -> {
            if (waiting.status() == Status.WITHDRAWING) {
                changes.resume(clinician, waiting);
            } else {
                sending.send(clinician, waiting, record);
            }
        });
    }

    /** Where each accepted draft of the patient stands, by decision id, as this user sees it. */
    public Map<UUID, WriteState> states(Clinician clinician) {
        Pseudonym viewer = vault.user(clinician.user());
        return outbox.all(vault.patient(clinician.issuer(), clinician.patient())).stream()
                .collect(Collectors.toMap(Waiting::decision, waiting -> shown(waiting, viewer)));
    }

    private WriteState shown(Waiting waiting, Pseudonym viewer) {
        boolean byItself = settings.issuer(waiting.draft().issuer())
                .filter(issuer -> issuer.write().backend())
                .isPresent();
        return StateWords.of(waiting, waiting.actor().equals(viewer), byItself);
    }

    private PendingDraft pending(
            Clinician clinician, PatientRecord record, OfferedCard card, Suggestion suggestion, PlannedDraft planned) {
        return new PendingDraft(
                clinician.issuer(),
                clinician.patient().value(),
                clinician.reference(),
                planned.draft(),
                planned.words(),
                AdviceSources.resources(card.card()),
                AdviceSources.of(card.card().basisOf(suggestion)),
                Instant.now(clock),
                new PendingDraft.Basis(
                        Grounds.of(record, AdviceSources.resources(card.card()), suggestion.proposal()),
                        record.readAt(),
                        null),
                new PendingDraft.News(
                        planned.route() instanceof Route.HandOff handOff
                                ? "not written, as " + handOff.because() + ": please enter it in the EHR yourself"
                                : "",
                        "",
                        null));
    }

    private DraftContext context(Clinician clinician, OfferedCard card, Suggestion suggestion) {
        return new DraftContext(
                clinician.patient(),
                clinician.reference(),
                clinician.encounter(),
                Objects.requireNonNull(card.suggestions().get(suggestion.key())).toString(),
                Instant.now(clock),
                AdviceSources.of(card.card().basisOf(suggestion)),
                settings.issuer(clinician.issuer())
                        .map(IssuerSettings::writeProfile)
                        .orElseGet(WriteProfile::open),
                AdviceSources.resources(card.card()));
    }
}
