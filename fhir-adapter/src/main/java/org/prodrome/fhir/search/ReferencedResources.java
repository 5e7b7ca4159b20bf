package org.prodrome.fhir.search;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.launcher.Scope.Interaction;

/** Reads single resources that something refers to, all at once. Thread-safe; one per process is enough. */
public final class ReferencedResources {
    private final HttpClient client;
    private final ReadLimits limits;

    public ReferencedResources(HttpClient client, ReadLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    /**
     * Reads each of them from the server that the access is for.
     *
     * @return JSON by reference, as the server wrote it; what is not granted, not there or not answered in time is left out
     */
    public Map<FhirReference, String> read(FhirAccess access, Collection<FhirReference> wanted, Deadline deadline) {
        FhirHttp http = new FhirHttp(client, access, limits);
        Map<FhirReference, Future<Answer>> pending = new LinkedHashMap<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            wanted.stream()
                    .filter(reference -> access.allows(Interaction.READ, reference.type()))
                    .forEach(reference -> pending.put(
                            reference, executor.submit(() -> http.get(address(access, reference), deadline))));
        }
        Map<FhirReference, String> read = new LinkedHashMap<>();
        pending.forEach((reference, answer) -> {
            if (Futures.join(answer) instanceof Answer.Success success) {
                read.put(reference, success.body());
            }
        });
        return read;
    }

    private static URI address(FhirAccess access, FhirReference reference) {
        return URI.create(access.base() + "/" + reference.literal());
    }
}
