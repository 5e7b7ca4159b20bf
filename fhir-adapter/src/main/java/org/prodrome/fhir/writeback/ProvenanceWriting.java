package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Provenance;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.writeback.Receipt.ProvenancePlace;
import org.prodrome.launcher.Scope.Interaction;

/** Writes the Provenance of a written draft, or gives it back to be kept. */
record ProvenanceWriting(FhirHttp http, Routes routes, WriteBack writeBack) {
    private static final Duration WRITING = Duration.ofSeconds(5);

    ProvenancePlace write(RenderedDraft draft, FhirReference written) {
        String json = ProvenanceRenderer.render(written, writeBack);
        boolean taken = writeBack.profile().rendering(draft.type()).provenance()
                && routes.obstacle("Provenance", "create", Interaction.CREATE, writeBack.profile())
                        .isEmpty();
        if (!taken) {
            return new ProvenancePlace.KeptByUs(json, "this EHR takes no Provenance from us");
        }
        Deadline deadline = Deadline.in(WRITING);
        return earlier(written, deadline)
                .<ProvenancePlace>map(ProvenancePlace.InEhr::new)
                .orElseGet(() -> sent(json, deadline));
    }

    private ProvenancePlace sent(String json, Deadline deadline) {
        URI target = URI.create(http.access().base() + "/Provenance");
        Answer answer = http.sendOnce(DraftWriting.json(target).POST(BodyPublishers.ofString(json)), target, deadline);
        return answer instanceof Answer.Success success
                ? Written.reference(success, "Provenance")
                        .<ProvenancePlace>map(ProvenancePlace.InEhr::new)
                        .orElseGet(() ->
                                new ProvenancePlace.KeptByUs(json, "the EHR did not say where it put its own copy"))
                : new ProvenancePlace.KeptByUs(json, "the EHR did not take it");
    }

    /** A draft from an earlier try may have its Provenance already. */
    private Optional<FhirReference> earlier(FhirReference written, Deadline deadline) {
        if (!writeBack.tried() || !http.access().allows(Interaction.SEARCH, "Provenance")) {
            return Optional.empty();
        }
        String query = "target=" + URLEncoder.encode(written.literal(), StandardCharsets.UTF_8);
        URI search = URI.create(http.access().base() + "/Provenance?" + query);
        return http.get(search, deadline) instanceof Answer.Success success ? ours(success.body()) : Optional.empty();
    }

    private Optional<FhirReference> ours(String json) {
        try {
            return Page.parse(json).resources().stream()
                    .filter(resource -> resource instanceof Provenance found && isOurs(found))
                    .findFirst()
                    .flatMap(Written::reference);
        } catch (FhirAdapterException.Unreadable notAnAnswer) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(Provenance found) {
        return found.getAgent().stream()
                .anyMatch(agent -> ProvenanceRenderer.ADVICE_SYSTEM.equals(
                        agent.getWho().getIdentifier().getSystem()));
    }
}
