package org.prodrome.sandbox.cds;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a service asked for, with that service's own token, from this EHR's FHIR server.
 *
 * <p>Going through the front door makes the prefetch what the specification demands: equal to what the service would
 * get by its own call, and never more than the token allows. A missing resource becomes {@code null}, an error that the
 * server explained becomes its OperationOutcome, and a key that can't be satisfied is left out.
 */
final class Prefetch {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final JsonMapper mapper;
    private final URI fhirBase;

    Prefetch(HttpClient http, JsonMapper mapper, URI fhirBase) {
        this.http = http;
        this.mapper = mapper;
        this.fhirBase = fhirBase;
    }

    /** All templates of the service at once; the answer has only keys that the service asked for. */
    ObjectNode read(CdsService service, ObjectNode context, FhirGrant grant) {
        Map<String, CompletableFuture<Optional<JsonNode>>> pending = new LinkedHashMap<>();
        service.prefetch()
                .forEach((key, template) -> PrefetchTemplate.fill(template, context)
                        .ifPresent(address -> pending.put(key, fetch(address, grant))));
        ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
        pending.forEach((key, answer) -> answer.join().ifPresent(value -> prefetch.set(key, value)));
        return prefetch;
    }

    private CompletableFuture<Optional<JsonNode>> fetch(String address, FhirGrant grant) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fhirBase + "/" + address))
                .timeout(READ_TIMEOUT)
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + grant.accessToken())
                .GET()
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(this::value)
                .exceptionally(unreachable -> Optional.empty());
    }

    private Optional<JsonNode> value(HttpResponse<String> response) {
        if (response.statusCode() == 404 || response.statusCode() == 410) {
            return Optional.of(JsonNodeFactory.instance.nullNode());
        }
        try {
            JsonNode body = mapper.readTree(response.body());
            boolean explained = "OperationOutcome".equals(Fields.text(body, "resourceType"));
            return response.statusCode() == 200 || explained ? Optional.of(body) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
