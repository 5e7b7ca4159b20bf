package org.prodrome.web.cdshooks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/** The record of a hook: from prefetch, completed from the FHIR server within the budget. What was refused of it is audited. */
@Component
class HookRecords {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);

    private final Map<CdsServiceKind, PrefetchReader> prefetch = new EnumMap<>(CdsServiceKind.class);
    private final Ingredients ingredients;
    private final RefusedResources refused;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookRecords(
            RecordReader reader,
            PrefetchTemplates templates,
            RefusedResources refused,
            ProdromeSettings settings,
            Clock clock) {
        CdsServiceKind.all()
                .forEach(kind -> prefetch.put(kind, new PrefetchReader(templates.keys(kind), reader, clock)));
        this.ingredients = reader.mapping().ingredients();
        this.refused = refused;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the site knows of ingredients. */
    Ingredients ingredients() {
        return ingredients;
    }

    /** @throws FieldProblem 412 where not even the patient could be read */
    PatientRecord read(CdsServiceKind service, IssuerSettings issuer, HookRequest request) {
        Prefetch supplied = new Prefetch(new LinkedHashMap<String, @Nullable String>(request.prefetch()));
        @Nullable FhirAccess access = access(issuer, request);
        PrefetchReader reader = Objects.requireNonNull(prefetch.get(service));
        PatientRecord record = access == null
                ? reader.read(issuer.issuer().toString(), request.patient(), supplied)
                : reader.read(
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

    private @Nullable FhirAccess access(IssuerSettings issuer, HookRequest request) {
        HookRequest.@Nullable Authorization authorization = request.authorization();
        if (authorization == null) {
            return null;
        }
        URI base = issuer.issuer();
        return FhirAccess.of(Access.given(
                base,
                authorization.token(),
                Scopes.parse(authorization.scope()),
                Instant.now(clock).plus(TOKEN_LIFE),
                clock));
    }
}
