package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.writeback.Receipt.Obstacle;
import org.prodrome.launcher.Scope.Interaction;

/** Writes the drafts of one write-back, one after the other. */
final class DraftWriting {
    /** A look-up decides what became of a write; it must not starve because the write took all the time. */
    private static final Duration LOOKING_UP = Duration.ofSeconds(5);

    private final FhirHttp http;
    private final Learnt learnt;
    private final Routes routes;
    private final WriteBack writeBack;
    private final Deadline deadline;
    private final ProvenanceWriting provenances;
    private final UnansweredTries tries;

    DraftWriting(FhirHttp http, Learnt learnt, WriteBack writeBack, UnansweredTries tries, Deadline deadline) {
        this.http = http;
        this.learnt = learnt;
        this.routes = new Routes(learnt, http.access());
        this.writeBack = writeBack;
        this.tries = tries;
        this.deadline = deadline;
        this.provenances = new ProvenanceWriting(http, routes, writeBack);
    }

    Receipt write(RenderedDraft draft) {
        return switch (draft.act()) {
            case CREATE -> obstacle(draft, "create", Interaction.CREATE).orElseGet(() -> create(draft));
            case UPDATE -> obstacle(draft, "update", Interaction.UPDATE).orElseGet(() -> update(draft));
            case DELETE ->
                new Receipt.NotAllowed(Obstacle.CAPABILITY, "an order in progress is taken back in order entry only");
        };
    }

    private Optional<Receipt> obstacle(RenderedDraft draft, String interaction, Interaction scope) {
        return routes.obstacle(draft.type(), interaction, scope, writeBack.profile())
                .map(found -> new Receipt.NotAllowed(found.obstacle(), found.reason()));
    }

    private Receipt create(RenderedDraft draft) {
        return switch (once(draft)) {
            case CONDITIONAL -> conditionally(draft);
            case LOOKED_UP -> lookedUpFirst(draft);
            case SINGLE_TRY -> writeBack.tried() ? unknown(draft, "an earlier try got no answer") : post(draft, false);
        };
    }

    /** If-None-Exist makes a repeated create harmless (FHIR R4 http#ccreate). */
    private Receipt conditionally(RenderedDraft draft) {
        boolean lookFirst = writeBack.tried() && Once.searchable(draft.type(), learnt, http.access());
        if (!lookFirst) {
            return putOnce(draft, false);
        }
        return switch (earlier(draft)) {
            case EarlierDraft.Found found -> written(draft, found.reference());
            case EarlierDraft.None ignored -> putOnce(draft, !tooEarly(draft));
            case EarlierDraft.Untold ignored -> putOnce(draft, false);
        };
    }

    private Receipt putOnce(RenderedDraft draft, boolean lookedFor) {
        var request = request(draft).header("If-None-Exist", EarlierDraft.query(draft));
        return created(draft, http.send(request, target(draft), deadline), lookedFor);
    }

    private Receipt lookedUpFirst(RenderedDraft draft) {
        return switch (earlier(draft)) {
            case EarlierDraft.Found found -> written(draft, found.reference());
            case EarlierDraft.None ignored
            when tooEarly(draft) ->
                new Receipt.Later(
                        "nothing was sent, as an earlier try got no answer and may not be to be found yet",
                        true,
                        false);
            case EarlierDraft.None ignored -> post(draft, true);
            case EarlierDraft.Untold untold
            when untold.mayTellLater() -> new Receipt.Later("nothing was sent, as " + untold.why(), false, false);
            case EarlierDraft.Untold untold ->
                writeBack.tried()
                        ? unknown(draft, "an earlier try got no answer, and " + untold.why())
                        : post(draft, false);
        };
    }

    /** Whether an empty search proves nothing yet. */
    private boolean tooEarly(RenderedDraft draft) {
        return (writeBack.tried() || tries.open(draft.draftId())) && !tries.settled(draft.draftId());
    }

    private Receipt post(RenderedDraft draft, boolean lookedFor) {
        tries.sent(draft.draftId());
        Receipt receipt = created(draft, http.sendOnce(request(draft), target(draft), deadline), lookedFor);
        if (receipt instanceof Receipt.Later) {
            tries.sent(draft.draftId());
        } else {
            tries.over(draft.draftId());
        }
        return receipt;
    }

    private Receipt created(RenderedDraft draft, Answer answer, boolean lookedFor) {
        return switch (answer) {
            case Answer.Success success ->
                Written.reference(success, draft.type())
                        .map(reference -> written(draft, reference))
                        .orElseGet(() -> taken(draft));
            case Answer.Failure failure
            when failure.status() == 412 -> unknown(draft, "the EHR holds more than one with our identifier");
            case Answer.Failure failure
            when failure.status() == 409 || Refusals.unsure(failure) ->
                afterLookUp(draft, "the EHR gave no usable answer (" + failure.detail() + ")");
            case Answer.Failure failure -> Refusals.receipt(failure, lookedFor);
        };
    }

    /** The EHR has it, and did not say where: not to find it is no reason to send it again. */
    private Receipt taken(RenderedDraft draft) {
        String why = "the EHR did not say where it put it";
        Receipt receipt = afterLookUp(draft, why);
        return receipt instanceof Receipt.Later && once(draft) == Once.LOOKED_UP ? unknown(draft, why) : receipt;
    }

    /** No answer does not mean no write. */
    private Receipt afterLookUp(RenderedDraft draft, String why) {
        Once once = once(draft);
        if (once == Once.SINGLE_TRY) {
            return unknown(draft, why);
        }
        return switch (earlier(draft)) {
            case EarlierDraft.Found found -> written(draft, found.reference());
            case EarlierDraft.None ignored -> new Receipt.Later(why + "; it is not to be found yet", true, false);
            case EarlierDraft.Untold untold
            when once == Once.CONDITIONAL || untold.mayTellLater() -> new Receipt.Later(why, true, false);
            case EarlierDraft.Untold ignored -> unknown(draft, why);
        };
    }

    private Receipt update(RenderedDraft draft) {
        FhirReference order = draft.target();
        if (order == null || order.version() == null) {
            return new Receipt.NotAllowed(Obstacle.CAPABILITY, "an order in progress is changed in order entry only");
        }
        URI target = URI.create(http.access().base() + "/" + order.literal());
        var request = json(target)
                .header("If-Match", "W/\"" + order.version() + "\"")
                .PUT(BodyPublishers.ofString(draft.json()));
        return switch (http.send(request, target, deadline)) {
            case Answer.Success success ->
                written(draft, Written.reference(success, draft.type()).orElse(order));
            case Answer.Failure failure
            when failure.status() == 409 || failure.status() == 412 ->
                new Receipt.Failed(false, "it was changed meanwhile: " + failure.detail(), false);
            case Answer.Failure failure when Refusals.unsure(failure) -> unknown(draft, failure.detail());
            case Answer.Failure failure -> Refusals.receipt(failure, false);
        };
    }

    private Receipt written(RenderedDraft draft, FhirReference reference) {
        return new Receipt.Written(reference, provenances.write(draft, reference));
    }

    private Once once(RenderedDraft draft) {
        return Once.of(draft.type(), writeBack.profile(), learnt, http.access());
    }

    private EarlierDraft.Trace earlier(RenderedDraft draft) {
        return new EarlierDraft(http, Deadline.in(LOOKING_UP)).of(draft);
    }

    private static Receipt unknown(RenderedDraft draft, String why) {
        return new Receipt.Unknown(why + ": please check its " + draft.type() + " list; nothing is sent again");
    }

    private URI target(RenderedDraft draft) {
        return URI.create(http.access().base() + "/" + draft.type());
    }

    private HttpRequest.Builder request(RenderedDraft draft) {
        return json(target(draft)).POST(BodyPublishers.ofString(draft.json()));
    }

    static HttpRequest.Builder json(URI target) {
        return HttpRequest.newBuilder(target).header("Content-Type", "application/fhir+json");
    }
}
