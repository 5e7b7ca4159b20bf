package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.EarlierRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;

/**
 * The record of a hook: from prefetch, completed from the FHIR server within the budget, over what was read at the opening of
 * the chart. What was refused of it is audited.
 */
@Component
class HookRecords {
    /** A server that is asked in time and does not answer; another call may find it well again. */
    private static final Set<Gap.Reason> NO_ANSWER = Set.of(Gap.Reason.TIMED_OUT);

    private final RecordReader reader;
    private final PrefetchTemplates templates;
    private final RecordShelf shelf;
    private final RefusedResources refused;
    private final StoreBacklog store;
    private final Clock clock;

    HookRecords(
            RecordReader reader,
            PrefetchTemplates templates,
            RecordShelf shelf,
            RefusedResources refused,
            StoreBacklog store,
            Clock clock) {
        this.reader = reader;
        this.templates = templates;
        this.shelf = shelf;
        this.refused = refused;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param earlier what lies beneath it, or null
     */
    record Read(PatientRecord record, @Nullable EarlierRecord earlier) {
        /** Whether not even the patient is known, since the server did not answer in time. */
        boolean isUnknown() {
            return missing(record).stream().anyMatch(gap -> NO_ANSWER.contains(gap.reason()));
        }
    }

    /** @throws FieldProblem 412 where not even the patient could be read, for another reason than time */
    Read read(CdsServiceKind service, IssuerSettings issuer, HookRequest request, HookTurn turn) {
        var parts = new LinkedHashMap<String, @Nullable String>(request.prefetch());
        parts.remove(UserRoles.KEY); // whoever works may be a patient too
        Prefetch supplied = new Prefetch(parts);
        @Nullable FhirAccess access = HookAccess.of(issuer, request, clock);
        @Nullable EarlierRecord earlier = shelf.of(issuer, request).orElse(null);
        PrefetchReader prefetch =
                new PrefetchReader(templates.keys(service, issuer.cdsClient()), reader, clock, turn::during);
        PatientRecord record = access == null
                ? prefetch.read(issuer.issuer().toString(), request.patient(), supplied, earlier)
                : prefetch.read(access, request.patient(), supplied, turn.fetching(), earlier);
        refused.entries(record, request.user()).ifPresent(store::later);
        Read read = new Read(record, earlier);
        if (!missing(record).isEmpty() && !read.isUnknown()) {
            throw new FieldProblem(412, "prefetch.patient", "the patient, or a FHIR server that has it", "neither");
        }
        return read;
    }

    private static List<Gap> missing(PatientRecord record) {
        return record.gaps().stream()
                .filter(gap -> gap.reason() != Gap.Reason.ANOTHER_PATIENT)
                .filter(gap -> gap.part().equals("Patient"))
                .toList();
    }
}
