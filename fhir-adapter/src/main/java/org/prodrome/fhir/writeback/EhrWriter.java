package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Writes accepted drafts to the EHR, each once however often it is tried. Thread-safe; one per process, because it remembers
 * what each server can do and when it was last left without an answer.
 *
 * <p>Only where the server's CapabilityStatement and the granted scope allow it, and after the patient was read again: SMART
 * has no context synchronisation (scopes-and-launch-context).
 */
public final class EhrWriter {
    private static final String ENDED = "access to the EHR has ended";

    private final HttpClient client;
    private final ReadLimits limits;
    private final CapabilityDirectory capabilities;
    private final UnansweredTries tries = new UnansweredTries(System::nanoTime);

    public EhrWriter(HttpClient client, ReadLimits limits, CapabilityDirectory capabilities) {
        this.client = client;
        this.limits = limits;
        this.capabilities = capabilities;
    }

    /** With a client of its own, the default limits and a memory of its own. */
    public static EhrWriter create() {
        return new EhrWriter(FhirHttp.newClient(), ReadLimits.DEFAULT, CapabilityDirectory.create());
    }

    /** What would be written, and by which route; nothing is written. */
    public PlannedDraft plan(FhirAccess access, DraftProposal proposal, DraftContext context, Duration budget) {
        Deadline deadline = Deadline.in(budget);
        Learnt learnt = new FhirHttp(client, access, limits).capabilities(capabilities, deadline);
        try {
            return new Routes(learnt, access).plan(proposal, context);
        } catch (LaunchException.NoAccess ended) {
            return new PlannedDraft(
                    DraftRenderer.render(proposal, context),
                    new Route.Resource(false),
                    DraftWords.of(proposal, context));
        }
    }

    /**
     * Writes what a decision asked for.
     *
     * @return a receipt for each draft, in their order
     * @throws FhirAdapterException.Refused where the access is to another issuer than the decision was made for
     */
    public List<Receipt> write(FhirAccess access, WriteBack writeBack, Duration budget) {
        if (!access.base().equals(writeBack.issuer())) {
            throw new FhirAdapterException.Refused("issuer: expected the one the decision was made for, got another");
        }
        if (ended(access)) {
            return all(writeBack, new Receipt.Later(ENDED, false, true));
        }
        var http = new FhirHttp(client, access, limits);
        Deadline deadline = Deadline.in(budget);
        Learnt learnt = http.capabilities(capabilities, deadline);
        try {
            return unready(http, learnt, writeBack.patient(), deadline)
                    .map(notYet -> all(writeBack, notYet))
                    .orElseGet(() -> written(new DraftWriting(http, learnt, writeBack, tries, deadline), writeBack));
        } catch (LaunchException.NoAccess endedMeanwhile) {
            return all(writeBack, new Receipt.Later(ENDED, true, true));
        }
    }

    /** Why a written draft of this type cannot be taken back, with what to do instead; empty where it can be tried. */
    public Optional<String> takingBackObstacle(FhirAccess access, String type, WriteProfile profile, Duration budget) {
        return ended(access)
                ? Optional.of(ENDED + ": please open Prodrome again from this patient's chart")
                : takingBack(access, profile, budget).obstacle(type);
    }

    /** Takes back a written draft, while it still is one in the EHR; trying again is safe. */
    public Retraction takeBack(
            FhirAccess access, FhirReference written, PatientId patient, WriteProfile profile, Duration budget) {
        try {
            return ended(access)
                    ? new Retraction.Later(ENDED)
                    : takingBack(access, profile, budget).takeBack(written, patient);
        } catch (LaunchException.NoAccess endedMeanwhile) {
            return new Retraction.Later(ENDED);
        }
    }

    /**
     * Takes back a draft of which no answer told whether it arrived: looks for it by our identifier first.
     *
     * @return empty where this EHR can't be searched for it
     */
    public Optional<Retraction> takeBackUnanswered(
            FhirAccess access, RenderedDraft draft, PatientId patient, WriteProfile profile, Duration budget) {
        try {
            return ended(access)
                    ? Optional.of(new Retraction.Later(ENDED))
                    : trace(access, draft, profile, budget).map(trace -> switch (trace) {
                        case EarlierDraft.Found found -> takeBack(access, found.reference(), patient, profile, budget);
                        case EarlierDraft.None ignored -> new Retraction.NeverThere();
                        case EarlierDraft.Untold untold ->
                            untold.mayTellLater()
                                    ? new Retraction.Later(untold.why())
                                    : new Retraction.Untold(untold.why());
                    });
        } catch (LaunchException.NoAccess endedMeanwhile) {
            return Optional.of(new Retraction.Later(ENDED));
        }
    }

    private Optional<EarlierDraft.Trace> trace(
            FhirAccess access, RenderedDraft draft, WriteProfile profile, Duration budget) {
        var http = new FhirHttp(client, access, limits);
        Deadline deadline = Deadline.in(budget);
        boolean searchable = draft.act() == RenderedDraft.Act.CREATE
                && profile.rendering(draft.type()).searchByIdentifier()
                && Once.searchable(draft.type(), http.capabilities(capabilities, deadline), access);
        return searchable ? Optional.of(new EarlierDraft(http, deadline).of(draft)) : Optional.empty();
    }

    private DraftTakingBack takingBack(FhirAccess access, WriteProfile profile, Duration budget) {
        var http = new FhirHttp(client, access, limits);
        Deadline deadline = Deadline.in(budget);
        return new DraftTakingBack(
                http, new Routes(http.capabilities(capabilities, deadline), access), profile, deadline);
    }

    private static List<Receipt> written(DraftWriting writing, WriteBack writeBack) {
        return writeBack.drafts().stream().map(writing::write).toList();
    }

    private static boolean ended(FhirAccess access) {
        try {
            access.allows(Interaction.READ, "Patient");
            return false;
        } catch (LaunchException.NoAccess ended) {
            return true;
        }
    }

    private static Optional<Receipt> unready(FhirHttp http, Learnt learnt, PatientId patient, Deadline deadline) {
        return learnt instanceof Learnt.Unknown unknown
                ? Optional.of(new Receipt.Later(unknown.why(), false, false))
                : verify(http, patient, deadline);
    }

    private static List<Receipt> all(WriteBack writeBack, Receipt receipt) {
        return writeBack.drafts().stream().map(draft -> receipt).toList();
    }

    private static Optional<Receipt> verify(FhirHttp http, PatientId patient, Deadline deadline) {
        if (!http.access().allows(Interaction.READ, "Patient")) {
            return Optional.of(new Receipt.NotAllowed(
                    Receipt.Obstacle.SCOPE, "reading the patient again before writing is not granted"));
        }
        URI target = URI.create(http.access().base() + "/" + patient.reference().literal());
        return switch (http.get(target, deadline)) {
            case Answer.Success success when isPatient(success.body(), patient) -> Optional.empty();
            case Answer.Success ignored ->
                Optional.of(new Receipt.NotAllowed(Receipt.Obstacle.PATIENT, "the EHR answered with another patient"));
            case Answer.Failure failure -> Optional.of(unread(failure));
        };
    }

    private static Receipt unread(Answer.Failure failure) {
        String why = "the patient could not be read again: " + failure.detail();
        boolean passing = failure.status() == 401 || failure.retryable() || Refusals.unsure(failure);
        return passing
                ? new Receipt.Later(why, false, failure.status() == 401)
                : new Receipt.NotAllowed(Receipt.Obstacle.PATIENT, why);
    }

    private static boolean isPatient(String json, PatientId patient) {
        try {
            return FhirJson.parse(json) instanceof Patient found
                    && patient.value().equals(found.getIdElement().getIdPart());
        } catch (FhirAdapterException.Unreadable e) {
            return false;
        }
    }
}
