package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Takes back a written draft while it still is one: reads it, and updates its status in the version that was read (FHIR R4
 * http#concurrency). Trying again is safe.
 */
record DraftTakingBack(FhirHttp http, Routes routes, WriteProfile profile, Deadline deadline) {
    private static final Duration LOOKING_UP = Duration.ofSeconds(5);

    /** Why it cannot be done here at all, and what to do instead; empty where it can. */
    Optional<String> obstacle(String type) {
        boolean withdrawable = profile.form(type).map(DraftForm::withdrawable).orElse(false);
        if (!withdrawable) {
            return Optional.of("this EHR lets nobody take a " + type + " back from outside; " + byHand(type));
        }
        return routes.obstacle(type, "update", Interaction.UPDATE, profile)
                .or(() -> routes.obstacle(type, "read", Interaction.READ, profile))
                .map(found -> found.reason() + "; " + byHand(type));
    }

    Retraction takeBack(FhirReference reference, PatientId patient) {
        Optional<String> obstacle = obstacle(reference.type());
        if (obstacle.isPresent()) {
            return new Retraction.Impossible(obstacle.get());
        }
        return switch (http.get(address(reference), deadline)) {
            case Answer.Success success -> read(success, reference, patient);
            case Answer.Failure failure -> failed(failure, reference.type());
        };
    }

    private Retraction read(Answer.Success success, FhirReference reference, PatientId patient) {
        try {
            WrittenDraft draft = WrittenDraft.read(success.body(), profile.rendering(reference.type()));
            if (!draft.is(reference, patient)) {
                return new Retraction.Impossible("the EHR answered with another resource; " + byHand(reference.type()));
            }
            return switch (draft.stage()) {
                case WITHDRAWN -> new Retraction.Done(reference);
                case DRAFT -> update(draft, success, reference);
                case PAST ->
                    new Retraction.Impossible("it is no longer a draft in the EHR; " + byHand(reference.type()));
            };
        } catch (FhirAdapterException.Unreadable e) {
            return new Retraction.Later("the EHR's answer could not be read");
        }
    }

    private Retraction update(WrittenDraft draft, Answer.Success read, FhirReference reference) {
        Optional<String> version =
                draft.version().or(() -> read.headers().firstValue("ETag").map(DraftTakingBack::ofTag));
        if (version.isEmpty()) {
            return new Retraction.Impossible(
                    "this EHR keeps no versions, so that another's change could be lost; " + byHand(reference.type()));
        }
        URI target = address(reference);
        var request = DraftWriting.json(target)
                .header("If-Match", "W/\"" + version.get() + "\"")
                .PUT(BodyPublishers.ofString(draft.withdrawn()));
        return switch (http.sendOnce(request, target, deadline)) {
            case Answer.Success ignored -> new Retraction.Done(reference);
            case Answer.Failure failure when Refusals.unsure(failure) -> lookedUp(failure, reference);
            case Answer.Failure failure -> failed(failure, reference.type());
        };
    }

    /** No answer does not mean no update. */
    private Retraction lookedUp(Answer.Failure lost, FhirReference reference) {
        if (http.get(address(reference), Deadline.in(LOOKING_UP)) instanceof Answer.Success success) {
            try {
                WrittenDraft now = WrittenDraft.read(success.body(), profile.rendering(reference.type()));
                if (now.stage() == WrittenDraft.Stage.WITHDRAWN) {
                    return new Retraction.Done(reference);
                }
            } catch (FhirAdapterException.Unreadable e) {
                return new Retraction.Later("the EHR's answer could not be read");
            }
        }
        return new Retraction.Later(lost.detail());
    }

    /** Some servers answer a stale If-Match with 409 instead of 412. */
    private static Retraction failed(Answer.Failure failure, String type) {
        boolean passing = failure.status() == 401 || failure.retryable() || Refusals.unsure(failure);
        if (passing) {
            return new Retraction.Later(failure.detail());
        }
        return switch (failure.status()) {
            case 409, 412 -> new Retraction.Later("it was changed in the EHR at that moment");
            case 404, 410 -> new Retraction.Impossible("it is no longer in the EHR: nothing is left to take back");
            default -> new Retraction.Impossible(failure.detail() + "; " + byHand(type));
        };
    }

    private static String byHand(String type) {
        return switch (type) {
            case "ServiceRequest", "MedicationRequest" -> "please remove the unsigned order in the EHR's order entry";
            case "Condition" -> "please remove the entry in the EHR's problem list";
            case "DocumentReference" -> "please mark the note as an error in the EHR";
            default -> "please remove it in the EHR";
        };
    }

    private static String ofTag(String tag) {
        return tag.replaceFirst("^W/", "").replace("\"", "");
    }

    private URI address(FhirReference reference) {
        return URI.create(http.access().base() + "/" + reference.literal());
    }
}
