package org.prodrome.sandbox.cds;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.prodrome.sandbox.cds.CdsTransport.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fires hooks and returns feedback; thread-safe, and never throws for what a service does. */
public final class HookClient {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("cds-call").start(task);

    private final CdsTransport transport;
    private final CdsDirectory directory;
    private final Prefetch prefetch;
    private final FhirGrant.Desk grants;
    private final URI fhirBase;

    /** A client for the EHR whose FHIR server is at {@code fhirBase}. */
    public HookClient(
            CdsClientSettings settings,
            ClientKey key,
            FhirGrant.Desk grants,
            URI fhirBase,
            JsonMapper mapper,
            InstantSource clock) {
        this.transport = new CdsTransport(mapper, key, settings.timeout());
        this.directory = new CdsDirectory(settings, transport, clock);
        this.prefetch = new Prefetch(transport.http(), mapper, fhirBase);
        this.grants = grants;
        this.fhirBase = fhirBase;
    }

    /** Calls every service of the hook at once and waits for all, each within its deadline. */
    public List<HookAnswer> fire(HookContext context) {
        CdsDirectory.Listing listing = directory.servicesFor(context.hook());
        List<CompletableFuture<HookAnswer>> pending = listing.services().stream()
                .map(service -> CompletableFuture.supplyAsync(() -> call(service, context), THREADS))
                .toList();
        List<HookAnswer> answers = new ArrayList<>(listing.problems());
        pending.forEach(answer -> answers.add(answer.join()));
        return List.copyOf(answers);
    }

    private HookAnswer call(CdsService service, HookContext context) {
        UUID hookInstance = UUID.randomUUID();
        FhirGrant grant = grants.grant(context.patientId(), context.userId());
        ObjectNode request = request(service, context, hookInstance, grant);
        return switch (transport.post(service.endpoint(), request)) {
            case Reply.Ok(JsonNode body) -> {
                CardReader.Reading reading = CardReader.read(body);
                yield new HookAnswer.Answered(service, hookInstance, reading.cards(), reading.faults());
            }
            case Reply.Late() -> new HookAnswer.Late(service.title());
            case Reply.Refused(String words) -> new HookAnswer.Failed(service.title(), words);
        };
    }

    private ObjectNode request(CdsService service, HookContext context, UUID hookInstance, FhirGrant grant) {
        ObjectNode json = context.json();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("hook", context.hook()).put("hookInstance", hookInstance.toString());
        request.put("fhirServer", fhirBase.toString());
        request.set("fhirAuthorization", grant.json());
        request.set("context", json);
        ObjectNode fetched = prefetch.read(service, json, grant);
        if (!fetched.isEmpty()) {
            request.set("prefetch", fetched);
        }
        return request;
    }

    /** Tells the service what was done; one more try when it refuses or can't be reached. True when it took it. */
    public boolean tell(CdsService service, Feedback feedback) {
        ObjectNode body = feedback.json();
        return switch (transport.post(service.feedbackEndpoint(), body)) {
            case Reply.Ok _ -> true;
            case Reply.Late _ -> false;
            case Reply.Refused _ -> transport.post(service.feedbackEndpoint(), body) instanceof Reply.Ok;
        };
    }
}
