package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/** The record of a hook: from prefetch, completed from the FHIR server within the budget. What was refused of it is audited. */
@Component
class HookRecords {
    private final RecordReader reader;
    private final PrefetchTemplates templates;
    private final RefusedResources refused;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookRecords(
            RecordReader reader,
            PrefetchTemplates templates,
            RefusedResources refused,
            ProdromeSettings settings,
            Clock clock) {
        this.reader = reader;
        this.templates = templates;
        this.refused = refused;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws FieldProblem 412 where not even the patient could be read */
    PatientRecord read(CdsServiceKind service, IssuerSettings issuer, HookRequest request) {
        Prefetch supplied = new Prefetch(new LinkedHashMap<String, @Nullable String>(request.prefetch()));
        @Nullable FhirAccess access = HookAccess.of(issuer, request, clock);
        PrefetchReader prefetch = new PrefetchReader(templates.keys(service, issuer.cdsClient()), reader, clock);
        PatientRecord record = access == null
                ? prefetch.read(issuer.issuer().toString(), request.patient(), supplied)
                : prefetch.read(
                        access,
                        request.patient(),
                        supplied,
                        Deadline.in(settings.deadlines().hookFetch()));
        refused.audit(record, request.user());
        boolean unread = record.gaps().stream()
                .filter(gap -> gap.reason() != Gap.Reason.ANOTHER_PATIENT)
                .map(Gap::part)
                .anyMatch("Patient"::equals);
        if (unread) {
            throw new FieldProblem(412, "prefetch.patient", "the patient, or a FHIR server that has it", "neither");
        }
        return record;
    }
}
