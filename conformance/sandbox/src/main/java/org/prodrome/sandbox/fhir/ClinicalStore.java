package org.prodrome.sandbox.fhir;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;

/**
 * The EHR's records: every R4 resource in memory, each with its versions. A patient's file is read when that chart is
 * first asked for. Thread-safe. Resources that go in are copied; those that come out are shared and must not be changed
 * (use {@code copy()}).
 */
public final class ClinicalStore {

    /** Charts nobody wrote to are read again from their file when they are wanted again; more would cost a gigabyte. */
    private static final int OPEN_CHARTS = 6;

    private final PatientFiles files;
    private final InstantSource clock;
    /** When what came with the data set counts as updated, however often its file is read again. */
    private final Date started;

    private final ResourceTable table = new ResourceTable();
    private final OpenCharts opened = new OpenCharts(OPEN_CHARTS);
    private final List<PatientEntry> added = new ArrayList<>();
    private final List<Deleted> deletions = new ArrayList<>();

    /** A resource that is gone. */
    public record Deleted(String type, String id, Instant at) {}

    public ClinicalStore(PatientFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.started = Date.from(clock.instant());
        files.shared().forEach(this::load);
        load(Everyone.of(files.entries()));
    }

    /** Prepares what all stores of this JVM share; worth doing on a thread of its own while the rest starts. */
    public static void warmUp() {
        R4.warmUp();
    }

    /** The patient list. */
    public synchronized List<PatientEntry> patients() {
        List<PatientEntry> all = new ArrayList<>();
        files.entries().forEach(entry -> all.add(fresh(entry)));
        added.forEach(entry -> all.add(fresh(entry)));
        return all;
    }

    /** The EHR's own users, as Practitioners. */
    public synchronized List<Practitioner> users() {
        return table.all("Practitioner").stream()
                .map(stored -> (Practitioner) stored.resource())
                .filter(user -> user.getIdentifier().stream()
                        .anyMatch(id -> "urn:prodrome:sandbox:user".equals(id.getSystem())))
                .toList();
    }

    /** Everything of a type in one patient's chart. */
    public synchronized List<Resource> chart(String patientId, String type) {
        open(patientId);
        return table.inChart(patientId, type).stream()
                .map(StoredResource::resource)
                .toList();
    }

    /**
     * Everything of these types in one patient's chart. A chart that is not open is read through without being kept, so that
     * all of them can be read one after another; to be closed.
     */
    public Stream<Resource> passing(String patientId, Set<String> types) {
        synchronized (this) {
            if (opened.contains(patientId)) {
                return types.stream().flatMap(type -> chart(patientId, type).stream()).toList().stream();
            }
        }
        return files.stream(patientId, types).filter(this::isInAChart).map(this::stamped);
    }

    /** What is in nobody's chart is kept, as there is little of it and {@link #ofNoChart} tells it. */
    private synchronized boolean isInAChart(Resource resource) {
        boolean inside = Compartments.patientOf(resource, this::fileOf).isPresent();
        if (!inside) {
            load(resource);
        }
        return inside;
    }

    private Optional<String> fileOf(String reference) {
        int slash = reference.indexOf('/');
        return files.patientOf(reference.substring(0, slash), reference.substring(slash + 1));
    }

    /** The current version. */
    public synchronized Optional<Resource> read(String type, String id) {
        return find(type, id).map(StoredResource::resource);
    }

    /** A given version, current or not. */
    public synchronized Optional<Resource> read(String type, String id, String version) {
        find(type, id);
        return table.version(type, id, version).map(StoredResource::resource);
    }

    /**
     * Everything of a type that meets the parameters, by name and values as in a FHIR search; {@code _sort} orders it.
     * Parameters this server does not know are ignored.
     *
     * @throws StoreException.Invalid when a value cannot be read
     */
    public List<Resource> search(String type, Map<String, List<String>> parameters) {
        List<Resource> found = matching(type, SearchCriteria.of(type, parameters), Optional.empty()).stream()
                .map(StoredResource::resource)
                .toList();
        return SortOrder.of(type, parameters).apply(found);
    }

    /** Stores a new resource under an id of the store's choosing. */
    public synchronized Resource create(Resource resource) {
        return put(resource, UUID.randomUUID().toString(), 1);
    }

    /** Stores the resource unless one that meets the condition is there, in the chart it belongs to. */
    public synchronized Created createUnless(Resource resource, Map<String, List<String>> condition) {
        Optional<String> chart = chartFor(resource);
        List<Resource> found =
                matching(resource.fhirType(), SearchCriteria.of(resource.fhirType(), condition), chart).stream()
                        .map(StoredResource::resource)
                        .toList();
        if (found.size() > 1) {
            throw new StoreException.Ambiguous(resource.fhirType(), found.size());
        }
        return found.isEmpty() ? new Created(create(resource), true) : new Created(found.getFirst(), false);
    }

    /** Replaces the resource of the same id, if its current version is the expected one. */
    public synchronized Resource update(Resource resource, String expectedVersion) {
        String id = resource.getIdElement().getIdPart();
        StoredResource old =
                find(resource.fhirType(), id).orElseThrow(() -> new StoreException.NotFound(resource.fhirType()));
        String current = Long.toString(old.version());
        if (!current.equals(expectedVersion)) {
            throw new StoreException.StaleVersion(expectedVersion, current);
        }
        table.remove(old);
        return put(resource, id, old.version() + 1);
    }

    /** Takes the resource out of reads and searches; its versions stay. */
    public synchronized void delete(String type, String id) {
        StoredResource gone = find(type, id).orElseThrow(() -> new StoreException.NotFound(type));
        Optional.ofNullable(gone.patientId()).ifPresent(opened::keep);
        table.remove(gone);
        deletions.add(new Deleted(type, id, clock.instant()));
    }

    /** What was deleted, oldest first. */
    public synchronized List<Deleted> deleted() {
        return List.copyOf(deletions);
    }

    /** The types this EHR holds. */
    public Set<String> types() {
        return SearchParameters.r4().types();
    }

    /** Everything of a type that is in nobody's chart, of the charts read so far and of what all share. */
    public synchronized List<Resource> ofNoChart(String type) {
        return table.inNoChart(type).stream().map(StoredResource::resource).toList();
    }

    /** Whose chart the resource is in. */
    public synchronized Optional<String> patientOf(String type, String id) {
        return find(type, id).flatMap(stored -> Optional.ofNullable(stored.patientId()));
    }

    /** Whose chart a resource that is not stored yet would be in. */
    synchronized Optional<String> chartFor(Resource resource) {
        return Compartments.patientOf(resource, this::chartOf);
    }

    /** @param onlyChart the one chart to look into, besides what belongs to none; empty for all */
    synchronized List<StoredResource> matching(String type, SearchCriteria criteria, Optional<String> onlyChart) {
        Optional<String> chart = criteria.patientId().or(() -> onlyChart);
        List<String> charts = chart.map(List::of)
                .orElseGet(() -> patients().stream().map(PatientEntry::id).toList());
        List<StoredResource> found = new ArrayList<>();
        for (String patient : charts) {
            open(patient);
            addMatching(table.inChart(patient, type), criteria, found);
        }
        addMatching(table.inNoChart(type), criteria, found);
        return found;
    }

    private static void addMatching(
            Collection<StoredResource> candidates, SearchCriteria criteria, List<StoredResource> found) {
        candidates.stream().filter(stored -> criteria.test(stored.resource())).forEach(found::add);
    }

    private Optional<StoredResource> find(String type, String id) {
        Optional<StoredResource> known = table.current(type, id);
        if (known.isPresent()) {
            known.map(StoredResource::patientId).ifPresent(this::open);
            return known;
        }
        files.patientOf(type, id).ifPresent(this::open);
        return table.current(type, id);
    }

    private Resource put(Resource resource, String id, long version) {
        Resource copy = resource.copy();
        copy.setId(copy.fhirType() + "/" + id);
        copy.getMeta().setVersionId(Long.toString(version)).setLastUpdated(Date.from(clock.instant()));
        chartFor(copy).ifPresent(opened::keep);
        store(copy, version);
        return copy;
    }

    private void load(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (table.current(resource.fhirType(), id).isPresent()) {
            return;
        }
        store(stamped(resource), 1);
    }

    /** As the version that came with the data set. */
    private Resource stamped(Resource resource) {
        resource.setId(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        resource.getMeta().setVersionId("1");
        if (!resource.getMeta().hasLastUpdated()) {
            resource.getMeta().setLastUpdated(started);
        }
        return resource;
    }

    private void store(Resource resource, long version) {
        String id = resource.getIdElement().getIdPart();
        String patient = Compartments.patientOf(resource, this::chartOf).orElse(null);
        table.put(new StoredResource(resource.fhirType(), id, version, patient, resource));
        if (resource instanceof Patient person && version == 1 && !opened.contains(id)) {
            opened.open(id);
            opened.keep(id);
            added.add(new PatientEntry(id, "", List.of(), person));
        }
    }

    private Optional<String> chartOf(String reference) {
        int slash = reference.indexOf('/');
        return find(reference.substring(0, slash), reference.substring(slash + 1))
                .flatMap(stored -> Optional.ofNullable(stored.patientId()));
    }

    private PatientEntry fresh(PatientEntry entry) {
        return table.current("Patient", entry.id())
                .map(stored -> new PatientEntry(entry.id(), entry.title(), entry.cases(), (Patient) stored.resource()))
                .orElse(entry);
    }

    private void open(String patientId) {
        if (opened.open(patientId)) {
            files.load(patientId).forEach(this::load);
            opened.eldestToClose().ifPresent(table::removeChart);
        }
    }
}
