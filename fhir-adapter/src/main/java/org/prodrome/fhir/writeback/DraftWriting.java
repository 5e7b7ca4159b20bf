package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.writeback.Receipt.Obstacle;
import org.prodrome.launcher.Scope.Interaction;

/** Writes the drafts of one write-back, one after the other. */
final class DraftWriting {
    private final FhirHttp http;
    private final Capabilities.Offer offer;
    private final WriteBack writeBack;
    private final Deadline deadline;
    private final EarlierDraft earlier;

    DraftWriting(FhirHttp http, Capabilities.Offer offer, WriteBack writeBack, Deadline deadline) {
        this.http = http;
        this.offer = offer;
        this.writeBack = writeBack;
        this.deadline = deadline;
        this.earlier = new EarlierDraft(http, deadline);
    }

    Receipt write(RenderedDraft draft) {
        return switch (draft.act()) {
            case CREATE -> allowed(draft.type(), "create", Interaction.CREATE).orElseGet(() -> create(draft));
            case UPDATE -> allowed(draft.type(), "update", Interaction.UPDATE).orElseGet(() -> update(draft));
            case DELETE ->
                new Receipt.NotAllowed(Obstacle.CAPABILITY, "an order in progress is taken back in order entry only");
        };
    }

    private Optional<Receipt> allowed(String type, String interaction, Interaction scope) {
        if (!offer.offers(type, interaction)) {
            return Optional.of(new Receipt.NotAllowed(
                    Obstacle.CAPABILITY, "the EHR does not offer " + interaction + " of " + type));
        }
        return http.access().allows(scope, type)
                ? Optional.empty()
                : Optional.of(new Receipt.NotAllowed(Obstacle.SCOPE, interaction + " of " + type + " is not granted"));
    }

    /**
     * If-None-Exist makes a repeated create harmless. Where it is not offered, an earlier draft is looked for first, and only
     * a server that says there is none is written to.
     */
    private Receipt create(RenderedDraft draft) {
        URI target = URI.create(http.access().base() + "/" + draft.type());
        var request = json(target).POST(BodyPublishers.ofString(draft.json()));
        if (offer.conditionalCreate().contains(draft.type())) {
            return receipt(
                    draft, http.send(request.header("If-None-Exist", EarlierDraft.query(draft)), target, deadline));
        }
        return switch (earlier.of(draft)) {
            case EarlierDraft.Found found -> written(found.reference());
            case EarlierDraft.None ignored -> receipt(draft, http.sendOnce(request, target, deadline));
            case EarlierDraft.Untold untold ->
                new Receipt.Unknown("nothing was sent, as an earlier try may be in the EHR and " + untold.why()
                        + ": please check its " + draft.type() + " list");
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
        return receipt(draft, http.send(request, target, deadline));
    }

    private Receipt receipt(RenderedDraft draft, Answer answer) {
        return switch (answer) {
            case Answer.Success success ->
                Written.reference(success, draft.type())
                        .<Receipt>map(this::written)
                        .orElseGet(() -> lookedUp(draft, unknown(draft)));
            case Answer.Failure failure
            when failure.unsure() ->
                lookedUp(draft, new Receipt.Failed(true, "the EHR gave no answer, and the draft is not there"));
            case Answer.Failure failure -> refused(failure);
        };
    }

    /** Some servers answer a stale If-Match with 409 instead of 412. */
    private static Receipt refused(Answer.Failure failure) {
        return switch (failure.status()) {
            case 401, 403 -> new Receipt.NotAllowed(Obstacle.SCOPE, failure.detail());
            case 404, 405, 501 -> new Receipt.NotAllowed(Obstacle.CAPABILITY, failure.detail());
            case 409, 412 -> new Receipt.Failed(false, "it was changed meanwhile: " + failure.detail());
            default -> new Receipt.Failed(failure.retryable(), failure.detail());
        };
    }

    /** No answer does not mean no write. */
    private Receipt lookedUp(RenderedDraft draft, Receipt notThere) {
        return switch (earlier.of(draft)) {
            case EarlierDraft.Found found -> written(found.reference());
            case EarlierDraft.None ignored -> notThere;
            case EarlierDraft.Untold ignored -> unknown(draft);
        };
    }

    private static Receipt unknown(RenderedDraft draft) {
        return new Receipt.Unknown("the EHR gave no usable answer: please check its " + draft.type() + " list");
    }

    private Receipt written(FhirReference reference) {
        String json = ProvenanceRenderer.render(reference, writeBack);
        Optional<Receipt> obstacle = allowed("Provenance", "create", Interaction.CREATE);
        if (obstacle.isPresent()) {
            return kept(reference, json, "the EHR takes no Provenance from us");
        }
        URI target = URI.create(http.access().base() + "/Provenance");
        Answer answer = http.sendOnce(json(target).POST(BodyPublishers.ofString(json)), target, deadline);
        return answer instanceof Answer.Success success
                ? Written.reference(success, "Provenance")
                        .<Receipt>map(found -> new Receipt.Written(reference, new Receipt.ProvenancePlace.InEhr(found)))
                        .orElseGet(() -> kept(reference, json, "the EHR did not say where it put it"))
                : kept(reference, json, "the EHR did not take it");
    }

    private static Receipt kept(FhirReference reference, String json, String reason) {
        return new Receipt.Written(reference, new Receipt.ProvenancePlace.KeptByUs(json, reason));
    }

    private static HttpRequest.Builder json(URI target) {
        return HttpRequest.newBuilder(target).header("Content-Type", "application/fhir+json");
    }
}
