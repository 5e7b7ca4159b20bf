package org.prodrome.fhir.search;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.FhirAdapterException;
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
    /** Waiting for what the server says it can do takes at most a quarter of the budget. */
    private static final int PATIENCE_SHARE = 4;

    private final HttpClient client;
    private final ReadLimits limits;
    private final Clock clock;
    private final CapabilityDirectory capabilities;
    private final ServerGates gates;
    private final SearchCatalog catalog = SearchCatalog.shipped();
    private final MappingSettings mapping;

    public RecordReader(HttpClient client, ReadLimits limits, Clock clock) {
        this(client, limits, clock, CapabilityDirectory.create());
    }

    /** @param capabilities may be shared with others who ask the same servers */
    public RecordReader(HttpClient client, ReadLimits limits, Clock clock, CapabilityDirectory capabilities) {
        this(client, limits, clock, capabilities, new ServerGates(limits.concurrent(), ServerGates.REST));
    }

    RecordReader(
            HttpClient client, ReadLimits limits, Clock clock, CapabilityDirectory capabilities, ServerGates gates) {
        this(client, limits, clock, capabilities, gates, MappingSettings.DEFAULT);
    }

    private RecordReader(
            HttpClient client,
            ReadLimits limits,
            Clock clock,
            CapabilityDirectory capabilities,
            ServerGates gates,
            MappingSettings mapping) {
        this.client = client;
        this.limits = limits;
        this.clock = clock;
        this.capabilities = capabilities;
        this.gates = gates;
        this.mapping = mapping;
    }

    /** The same reader under a site's own settings. */
    public RecordReader under(MappingSettings settings) {
        return new RecordReader(client, limits, clock, capabilities, gates, settings);
    }

    /** What records are mapped under. */
    public MappingSettings mapping() {
        return mapping;
    }

    /** What servers said they can do, to be shared with others who ask them. */
    public CapabilityDirectory capabilities() {
        return capabilities;
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
        return read(access, patient, Reading.within(budget));
    }

    /** Reads only some resource types, {@code Patient} among them where asked for. */
    public PatientRecord read(FhirAccess access, PatientId patient, Deadline deadline, List<String> types) {
        return read(access, patient, new Reading(deadline, types, Reading.Route.BEST, ignored -> {}));
    }

    /** Reads as asked. */
    public PatientRecord read(FhirAccess access, PatientId patient, Reading reading) {
        Fetched fetched = fetch(access, patient, reading);
        return record(access, patient, new Part(fetched.resources().resources(), fetched.gaps()));
    }

    /** Reads as asked, and maps nothing. */
    public Fetched fetch(FhirAccess access, PatientId patient, Reading reading) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Session session = session(access, patient, reading, executor);
            Part part = byRoute(session, reading);
            return new Fetched(
                    ParsedResources.of(part.resources()),
                    part.gaps(),
                    session.counting().characters());
        }
    }

    /**
     * What was read, not mapped yet: not sifted, and perhaps another patient's.
     *
     * @param characters how long the JSON was
     */
    public record Fetched(ParsedResources resources, List<Gap> gaps, long characters) {
        public Fetched {
            gaps = List.copyOf(gaps);
        }
    }

    /** Reads what shall lie beneath a later reading for a while. */
    public EarlierRecord.Read readForLater(FhirAccess access, PatientId patient, Reading reading) {
        Fetched fetched = fetch(access, patient, reading);
        return EarlierRecord.of(
                record(access, patient, new Part(fetched.resources().resources(), fetched.gaps())), fetched);
    }

    private PatientRecord record(FhirAccess access, PatientId patient, Part all) {
        return RecordMapping.map(
                mapping,
                access.base().toString(),
                patient,
                ParsedResources.of(all.resources()),
                all.gaps(),
                clock.instant());
    }

    /**
     * Reads again what changed since a record was read, and all of what the server cannot tell the changes of.
     *
     * <p>A resource that was deleted meanwhile stays where only changes were read: FHIR's {@code _lastUpdated} does not name it.
     * Whoever must know reads the whole record. Exclusions are then those of both reads, so that one may be counted twice.
     *
     * @param previous a record that this adapter read from the same server
     * @param reading its types are not looked at: all are read
     */
    public PatientRecord refresh(FhirAccess access, PatientRecord previous, Reading reading) {
        if (!previous.issuer().equals(access.base().toString())) {
            throw new FhirAdapterException.Refused("record: expected one of this server, got another's");
        }
        if (!Refresh.possible(previous)) {
            return read(access, previous.patient(), reading.all());
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Session session = session(access, previous.patient(), reading.all(), executor);
            Part person = counted(session, person(session));
            Refresh.Outcome outcome = new Refresh(session, catalog, previous).read(person);
            PatientRecord record = record(access, previous.patient(), outcome.part());
            return outcome.changesOnly() ? Refresh.withExclusions(record, previous.exclusions()) : record;
        }
    }

    private Session session(FhirAccess access, PatientId patient, Reading reading, ExecutorService executor) {
        var http = new FhirHttp(client, access, limits, gates.of(access.base()));
        var patience = Deadline.in(reading.deadline().left().dividedBy(PATIENCE_SHARE));
        return new Session(
                http,
                executor,
                limits,
                http.capabilities(capabilities, patience),
                patient,
                reading.deadline(),
                new Counting(reading.listener(), reading.types().size()));
    }

    private Part byRoute(Session session, Reading reading) {
        var everything = new EverythingReading(session, reading.types());
        boolean atOnce = switch (reading.route()) {
            case BEST -> everything.better();
            case EVERYTHING -> everything.possible();
            case SEARCHES -> false;
        };
        Optional<Part> whole = atOnce ? everything.read() : Optional.empty();
        return whole.orElseGet(() -> byType(session, reading.types()));
    }

    private Part byType(Session session, List<String> types) {
        var parts = new ArrayList<Future<Part>>();
        if (types.contains("Patient")) {
            parts.add(session.executor().submit(() -> counted(session, person(session))));
        }
        for (Search search : catalog.searches()) {
            if (types.contains(search.type())) {
                parts.add(session.executor()
                        .submit(() -> counted(session, new TypeReading(session, catalog).read(search))));
            }
        }
        return Part.together(parts.stream().map(Futures::join).toList());
    }

    private static Part counted(Session session, Part part) {
        session.counting().partDone();
        return part;
    }

    /** Every type a record is made of. */
    public static List<String> types() {
        var types = new ArrayList<>(List.of("Patient"));
        SearchCatalog.shipped().searches().forEach(search -> types.add(search.type()));
        return List.copyOf(types);
    }

    /** Loads and warms what the first read would otherwise wait for; takes seconds, once, at start. */
    public void warmUp() {
        WarmUp.run();
    }

    private static Part person(Session session) {
        FhirAccess access = session.http().access();
        if (!access.allows(Interaction.READ, "Patient")) {
            return Part.missing(new Gap("Patient", Gap.Reason.NO_SCOPE, "not granted"));
        }
        if (!session.readable()) {
            return Part.missing(Planned.strange("Patient"));
        }
        URI target =
                URI.create(access.base() + "/" + session.patient().reference().literal());
        return session.paged("Patient").from(target);
    }
}
