package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.writeback.DraftContext;
import org.prodrome.fhir.writeback.DraftRenderer;
import org.prodrome.fhir.writeback.DraftStyle;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Receipt;
import org.prodrome.fhir.writeback.Receipt.ProvenancePlace;
import org.prodrome.fhir.writeback.RenderedDraft;
import org.prodrome.launcher.Scope.Interaction;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.AdviceSources;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.DecisionBook.Acted;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Previews, accepts and sends drafts. Accepting keeps decision and draft in one transaction; only then is the EHR asked,
 * under the clinician's own grant. What could not be sent waits, in plain sight, for the same clinician's next launch.
 */
@Service
public class DraftDesk {
    private static final Duration SENDING = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofDays(7);
    private static final WriteState TOO_OLD = new WriteState(
            WriteState.Status.REFUSED, "accepted more than 7 days ago and never sent; please decide again");

    private final EhrWriter writer;
    private final DraftOutbox outbox;
    private final DecisionBook book;
    private final Suppression suppression;
    private final PatientVault vault;
    private final ProdromeSettings settings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DraftDesk(
            EhrWriter writer,
            DraftOutbox outbox,
            DecisionBook book,
            Suppression suppression,
            PatientVault vault,
            ProdromeSettings settings,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.outbox = outbox;
        this.book = book;
        this.suppression = suppression;
        this.vault = vault;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What accepting would do.
     *
     * @param draft exactly what would be written; {@link #accept} takes it back
     * @param route what will happen to it, in words
     */
    public record Preview(RenderedDraft draft, String route) {}

    public Preview preview(OpenLaunch launch, OfferedCard card, Suggestion suggestion) {
        RenderedDraft draft = DraftRenderer.render(suggestion.proposal(), context(launch, card, suggestion));
        boolean granted = launch.context().access().scopes().allows(Interaction.CREATE, draft.type());
        return new Preview(
                draft,
                granted
                        ? "Accepting writes it into the EHR as a draft in your name. It is not signed and not carried out."
                        : "This launch may not write a " + draft.type()
                                + ". Accepting records your decision; please enter the order in the EHR yourself.");
    }

    /**
     * Keeps the decision and the previewed draft, then sends it.
     *
     * @return where it stands; empty when the matter was decided meanwhile, in another tab or on a card in the EHR
     */
    public Optional<WriteState> accept(
            OpenLaunch launch, OfferedCard card, Suggestion suggestion, RenderedDraft draft) {
        Pseudonym patient = vault.patient(launch.issuer(), launch.patient());
        Pseudonym actor = vault.user(launch.fhirUser().toString());
        PendingDraft pending = new PendingDraft(
                launch.issuer(),
                launch.patient().value(),
                launch.fhirUser().toString(),
                draft,
                sources(card.card()),
                AdviceSources.of(card.card().basis()),
                Instant.now(clock),
                "",
                "");
        Acted acted = new Acted(
                patient,
                card.uuid(),
                card.card().matter(),
                new Act.Accepted(suggestion.key()),
                Channel.APP,
                actor,
                Instant.now(clock));
        return kept(card.card(), acted, pending).map(waiting -> send(launch, patient, actor, waiting));
    }

    private Optional<DraftOutbox.Waiting> kept(Card card, Acted acted, PendingDraft pending) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (suppression
                    .of(card, book.of(acted.patient()), Instant.now(clock))
                    .isPresent()) {
                return Optional.empty();
            }
            Decision decision = book.record(acted, pending.draft().draftId());
            boolean put = outbox.put(decision.id(), acted.patient(), acted.actor(), pending);
            return put ? Optional.of(new DraftOutbox.Waiting(decision.id(), pending)) : Optional.empty();
        }));
    }

    /** Sends what this user accepted for this patient lately and could not be sent then; what is old is asked again. */
    public void sendWaiting(OpenLaunch launch) {
        Pseudonym patient = vault.patient(launch.issuer(), launch.patient());
        Pseudonym actor = vault.user(launch.fhirUser().toString());
        for (DraftOutbox.Waiting waiting : outbox.waiting(patient, actor)) {
            if (waiting.draft().at().isBefore(Instant.now(clock).minus(STALE))) {
                outbox.settle(waiting, patient, TOO_OLD, "");
            } else {
                send(launch, patient, actor, waiting);
            }
        }
    }

    /** Where each accepted draft of a patient stands, by decision id. */
    public Map<UUID, WriteState> states(String issuer, PatientId patient) {
        return outbox.states(vault.patient(issuer, patient));
    }

    private WriteState send(OpenLaunch launch, Pseudonym patient, Pseudonym actor, DraftOutbox.Waiting waiting) {
        if (!outbox.claim(waiting)) {
            return new WriteState(WriteState.Status.SENDING, "being sent by another page of yours");
        }
        FhirAccess access = FhirAccess.of(launch.context().access());
        Receipt receipt = writer.write(
                        access, waiting.draft().toWriteBack(waiting.decision().toString()), SENDING)
                .getFirst();
        WriteState state = state(receipt);
        transaction.executeWithoutResult(status -> {
            outbox.settle(waiting, patient, state, keptProvenance(receipt));
            audit.append(
                    AuditKind.WRITE,
                    patient,
                    actor,
                    Map.of(
                            "decision", waiting.decision().toString(),
                            "type", waiting.draft().draft().type(),
                            "state", state.status().name(),
                            "result", state.words()));
        });
        return state;
    }

    private static WriteState state(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Written written ->
                new WriteState(
                        WriteState.Status.WRITTEN,
                        "written as a draft: " + written.resource().literal() + provenance(written.provenance()));
            case Receipt.NotAllowed refused ->
                new WriteState(WriteState.Status.REFUSED, refused.reason() + "; please enter it in the EHR yourself");
            case Receipt.Failed failed
            when failed.retryable() ->
                new WriteState(WriteState.Status.WAITING, failed.reason() + "; it is sent again at your next launch");
            case Receipt.Failed failed ->
                new WriteState(WriteState.Status.REFUSED, failed.reason() + "; please enter it in the EHR yourself");
            case Receipt.Unknown unknown -> new WriteState(WriteState.Status.UNKNOWN, unknown.pleaseCheck());
        };
    }

    private static String provenance(ProvenancePlace place) {
        return switch (place) {
            case ProvenancePlace.InEhr ignored -> "";
            case ProvenancePlace.KeptByUs kept -> "; its Provenance is kept here (" + kept.reason() + ")";
        };
    }

    private static String keptProvenance(Receipt receipt) {
        return receipt instanceof Receipt.Written written
                        && written.provenance() instanceof ProvenancePlace.KeptByUs kept
                ? kept.json()
                : "";
    }

    private DraftContext context(OpenLaunch launch, OfferedCard card, Suggestion suggestion) {
        return new DraftContext(
                launch.patient(),
                launch.fhirUser().toString(),
                launch.context()
                        .encounter()
                        .map(id -> new FhirReference("Encounter", id, null))
                        .orElse(null),
                Objects.requireNonNull(card.suggestions().get(suggestion.key())).toString(),
                Instant.now(clock),
                AdviceSources.of(card.card().basis()),
                settings.issuer(launch.issuer())
                        .map(issuer -> new DraftStyle(issuer.draftIntent()))
                        .orElse(DraftStyle.DEFAULT));
    }

    private static List<FhirReference> sources(Card card) {
        return Stream.concat(
                        card.because().stream().flatMap(fact -> fact.sources().stream()),
                        card.contributions().stream().flatMap(moved -> moved.sources().stream()))
                .distinct()
                .toList();
    }
}
