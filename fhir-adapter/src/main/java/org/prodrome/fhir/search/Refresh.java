package org.prodrome.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.capability.Support;
import org.prodrome.fhir.record.Exclusions;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * Reads what changed of a record since it was read ({@code _lastUpdated}, FHIR R4 search#lastUpdated) and puts it over the rest.
 *
 * <p>A type of which something was missing, and one that the server cannot search by time, is read as a whole. What was deleted
 * meanwhile shows only there: an answer of changes does not name it.
 */
final class Refresh {
    private final Session session;
    private final SearchCatalog catalog;
    private final PatientRecord previous;
    private final Instant since;

    Refresh(Session session, SearchCatalog catalog, PatientRecord previous) {
        this.session = session;
        this.catalog = catalog;
        this.previous = previous;
        this.since = previous.readAt().minus(catalog.overlap());
    }

    /** What one type brought. */
    private record Fresh(String type, Part part, boolean changesOnly) {
        boolean replaces() {
            return !changesOnly && part.gaps().isEmpty();
        }
    }

    /** What came of it: everything the record now holds, and whether any of it is left from before. */
    record Outcome(Part part, boolean changesOnly) {}

    /** What was withheld is not there to be put together with what is new, so that only reading everything is right. */
    static boolean possible(PatientRecord previous) {
        return previous.gaps().stream().noneMatch(gap -> gap.reason() == Gap.Reason.WITHHELD);
    }

    /** What is left from before was sifted before: what was kept out then still is. */
    static PatientRecord withExclusions(PatientRecord record, Exclusions before) {
        Exclusions now = record.exclusions();
        return new PatientRecord(
                record.issuer(),
                record.patient(),
                record.demographics(),
                record.events(),
                record.gaps(),
                record.resources(),
                record.resourceCount(),
                record.readAt(),
                new Exclusions(
                        now.enteredInError() + before.enteredInError(),
                        now.refuted() + before.refuted(),
                        now.notDone() + before.notDone()));
    }

    Outcome read(Part person) {
        List<Future<Fresh>> pending = catalog.searches().stream()
                .map(search -> session.executor().submit(() -> one(search)))
                .toList();
        List<Fresh> all = new ArrayList<>(List.of(new Fresh("Patient", person, false)));
        pending.forEach(fresh -> all.add(Futures.join(fresh)));
        List<Gap> gaps = all.stream()
                .flatMap(fresh -> fresh.part().gaps().stream())
                .distinct()
                .toList();
        return new Outcome(new Part(merged(all), gaps), all.stream().anyMatch(Fresh::changesOnly));
    }

    private Fresh one(Search search) {
        var reading = new TypeReading(session, catalog);
        Fresh fresh = (byTime(search) ? reading.changes(search, since) : Optional.<Part>empty())
                .map(part -> new Fresh(search.type(), part, true))
                .orElseGet(() -> new Fresh(search.type(), reading.read(search), false));
        session.counting().partDone();
        return fresh;
    }

    /** Consents are heard and not kept in a record, so that all of them are needed again. */
    private boolean byTime(Search search) {
        return !search.type().equals("Consent")
                && session.server().searchParameter(search.type(), "_lastUpdated") != Support.NOT_OFFERED
                && previous.gaps().stream()
                        .noneMatch(gap ->
                                gap.part().equals(search.type()) || gap.part().startsWith(search.type() + "."));
    }

    private List<Resource> merged(List<Fresh> all) {
        Set<String> replaced = new HashSet<>();
        all.stream().filter(Fresh::replaces).map(Fresh::type).forEach(replaced::add);
        Map<String, Resource> byReference = new LinkedHashMap<>();
        for (Resource resource : ParsedResources.open(previous.resources()).resources()) {
            if (!replaced.contains(resource.fhirType())) {
                byReference.put(reference(resource), resource);
            }
        }
        all.forEach(
                fresh -> fresh.part().resources().forEach(resource -> byReference.put(reference(resource), resource)));
        return List.copyOf(byReference.values());
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
