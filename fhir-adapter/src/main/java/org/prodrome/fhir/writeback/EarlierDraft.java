package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.Scope.Interaction;

/** Looks in the EHR for a draft from an earlier try, by the identifier we gave it. */
final class EarlierDraft {
    private final FhirHttp http;
    private final Deadline deadline;

    EarlierDraft(FhirHttp http, Deadline deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /** What the EHR said. */
    sealed interface Trace {}

    /** It is there. */
    record Found(FhirReference reference) implements Trace {}

    /** The EHR answered in full, and it is not there. */
    record None() implements Trace {}

    /**
     * The EHR could not be asked, or its answer leaves it open.
     *
     * @param mayTellLater whether asking again may help
     */
    record Untold(String why, boolean mayTellLater) implements Trace {}

    Trace of(RenderedDraft draft) {
        if (!http.access().allows(Interaction.SEARCH, draft.type())) {
            return new Untold("searching for it is not granted", false);
        }
        URI search = URI.create(http.access().base() + "/" + draft.type() + "?" + query(draft));
        var request = HttpRequest.newBuilder(search).GET().header("Cache-Control", "no-cache");
        return switch (http.send(request, search, deadline)) {
            case Answer.Success success -> read(success.body(), draft);
            case Answer.Failure failure ->
                new Untold(
                        "the search for it failed: " + failure.detail(),
                        failure.status() == 401 || failure.retryable() || Refusals.unsure(failure));
        };
    }

    /** The search for a draft by our identifier, encoded. */
    static String query(RenderedDraft draft) {
        return "identifier="
                + URLEncoder.encode(DraftRenderer.IDENTIFIER_SYSTEM + "|" + draft.draftId(), StandardCharsets.UTF_8);
    }

    private static Trace read(String json, RenderedDraft draft) {
        try {
            Page page = Page.parse(json);
            List<Resource> ofType = page.resources().stream()
                    .filter(resource -> resource.fhirType().equals(draft.type()))
                    .toList();
            Optional<FhirReference> ours = ofType.stream()
                    .filter(resource -> isOurs(resource, draft.draftId()))
                    .findFirst()
                    .flatMap(Written::reference);
            return ours.<Trace>map(Found::new).orElseGet(() -> none(page));
        } catch (FhirAdapterException.Unreadable | IllegalArgumentException e) {
            return new Untold("the answer to the search for it could not be read", false);
        }
    }

    /**
     * Other resources in the answer mean that the server did not look at the identifier, or does not show it; an
     * OperationOutcome, that it has something to say about the search.
     */
    private static Trace none(Page page) {
        boolean whole = page.resources().isEmpty()
                && page.broken() == 0
                && page.unseen() == 0
                && page.next() == null
                && page.outcome() == null;
        return whole ? new None() : new Untold("the answer to the search for it leaves that open", false);
    }

    private static boolean isOurs(Resource resource, String draftId) {
        Property identifiers = resource.getNamedProperty("identifier");
        return identifiers != null
                && identifiers.getValues().stream()
                        .map(Identifier.class::cast)
                        .anyMatch(identifier -> DraftRenderer.IDENTIFIER_SYSTEM.equals(identifier.getSystem())
                                && draftId.equals(identifier.getValue()));
    }
}
