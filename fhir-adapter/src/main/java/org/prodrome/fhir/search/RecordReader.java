package org.prodrome.fhir.search;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Reads a patient's whole record from a FHIR server. Thread-safe; one per process is enough.
 *
 * <p>Never throws for what the server does: each part that cannot be read is a {@link Gap} and the rest is still read. A
 * record that lacks the part {@code Patient} has unknown demographics.
 */
public final class RecordReader {
    private final HttpClient client;
    private final ReadLimits limits;
    private final Clock clock;

    public RecordReader(HttpClient client, ReadLimits limits, Clock clock) {
        this.client = client;
        this.limits = limits;
        this.clock = clock;
    }

    /** With a client of its own and the default limits. */
    public static RecordReader create() {
        return new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT, Clock.systemUTC());
    }

    /**
     * Reads everything the grant covers, in parallel.
     *
     * @param budget when it is used up, what is still missing becomes a gap
     */
    public PatientRecord read(FhirAccess access, PatientId patient, Duration budget) {
        return read(access, patient, Deadline.in(budget), types());
    }

    /** Reads only some resource types, {@code Patient} among them where asked for. */
    public PatientRecord read(FhirAccess access, PatientId patient, Deadline deadline, List<String> types) {
        var http = new FhirHttp(client, access, limits);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ArrayList<Future<Part>>();
            if (types.contains("Patient")) {
                parts.add(executor.submit(() -> person(http, executor, patient, deadline)));
            }
            for (Search search : Search.all()) {
                if (types.contains(search.type())) {
                    parts.add(executor.submit(() -> part(http, executor, search, patient, deadline)));
                }
            }
            return record(access, patient, together(parts));
        }
    }

    /** Every type a record is made of. */
    public static List<String> types() {
        var types = new ArrayList<>(List.of("Patient"));
        Search.all().forEach(search -> types.add(search.type()));
        return List.copyOf(types);
    }

    /** Loads and warms what the first read would otherwise wait for; takes seconds, once, at start. */
    public void warmUp() {
        WarmUp.run();
    }

    private PatientRecord record(FhirAccess access, PatientId patient, Part all) {
        return RecordMapping.map(
                access.base().toString(), patient, ParsedResources.of(all.resources()), all.gaps(), clock.instant());
    }

    private Part person(FhirHttp http, ExecutorService executor, PatientId patient, Deadline deadline) {
        if (!http.access().allows(Interaction.READ, "Patient")) {
            return Part.missing(noScope("Patient"));
        }
        URI target = URI.create(http.access().base() + "/" + patient.reference().literal());
        return new PagedSearch(http, executor, limits, "Patient").from(target, deadline);
    }

    private Part part(FhirHttp http, ExecutorService executor, Search search, PatientId patient, Deadline deadline) {
        if (http.access().allows(Interaction.SEARCH, search.type())) {
            return searched(http, executor, search, patient, deadline);
        }
        List<String> constraints = http.access().constraints(Interaction.SEARCH, search.type());
        if (constraints.isEmpty()) {
            return Part.missing(noScope(search.type()));
        }
        var resources = new ArrayList<Resource>();
        var gaps = new ArrayList<>(List.of(
                new Gap(search.type(), Gap.Reason.NO_SCOPE, "granted only where " + String.join(" or ", constraints))));
        for (String constraint : constraints) {
            Part part = search(http, executor, search, patient, deadline, constraint);
            resources.addAll(part.resources());
            gaps.addAll(part.gaps());
        }
        return new Part(resources, gaps);
    }

    /** Once more without the extras where the server refuses them. */
    private Part searched(
            FhirHttp http, ExecutorService executor, Search search, PatientId patient, Deadline deadline) {
        Part part = search(http, executor, search, patient, deadline, "");
        boolean refused = part.resources().isEmpty()
                && !part.gaps().isEmpty()
                && !search.extra().isEmpty();
        return refused ? search(http, executor, search.withoutExtra(), patient, deadline, "") : part;
    }

    private Part search(
            FhirHttp http,
            ExecutorService executor,
            Search search,
            PatientId patient,
            Deadline deadline,
            String constraint) {
        URI first = search.first(http.access().base(), patient, limits.pageSize(), constraint);
        Part part = new PagedSearch(http, executor, limits, search.type()).from(first, deadline);
        return search.type().equals("DocumentReference")
                ? new DocumentTexts(http, limits, deadline).filled(part)
                : part;
    }

    private static Gap noScope(String type) {
        return new Gap(type, Gap.Reason.NO_SCOPE, "not granted");
    }

    private static Part together(List<Future<Part>> parts) {
        var resources = new ArrayList<Resource>();
        var gaps = new ArrayList<Gap>();
        for (Future<Part> pending : parts) {
            Part part = Futures.join(pending);
            resources.addAll(part.resources());
            gaps.addAll(part.gaps());
        }
        return new Part(resources, gaps);
    }
}
