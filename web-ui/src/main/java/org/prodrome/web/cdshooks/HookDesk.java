package org.prodrome.web.cdshooks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.Asker;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.springframework.stereotype.Service;

/** Answers a hook: record from prefetch, completed from the FHIR server within the budget, then the same advice as the app. */
@Service
class HookDesk {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);
    private static final Duration FOR_ANSWERING = Duration.ofMillis(40);

    private final Map<CdsServiceKind, PrefetchReader> prefetch = new EnumMap<>(CdsServiceKind.class);
    private final Ingredients ingredients;
    private final AdviceDesk desk;
    private final CdsCardRenderer renderer;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookDesk(
            RecordReader reader,
            PrefetchTemplates templates,
            AdviceDesk desk,
            CdsCardRenderer renderer,
            ProdromeSettings settings,
            Clock clock) {
        CdsServiceKind.all()
                .forEach(kind -> prefetch.put(kind, new PrefetchReader(templates.keys(kind), reader, clock)));
        this.ingredients = reader.mapping().ingredients();
        this.desk = desk;
        this.renderer = renderer;
        this.settings = settings;
        this.clock = clock;
    }

    CdsResponse answer(CdsServiceKind service, IssuerSettings issuer, HookRequest request, Instant until) {
        List<DraftOrder> drafts = drafts(service, request, ingredients);
        PatientRecord record = record(service, issuer, request);
        Asker asker =
                new Asker(Channel.CDS, request.user(), request.hookInstance().toString());
        Advice advice = desk.advise(asker, record, service.moment(), drafts, forModel(service, until));
        return new CdsResponse(advice.offered().stream()
                .map(card -> renderer.render(card, request, issuer.writeProfile()))
                .toList());
    }

    /** How long the model may take: what is left of the budget, and at order entry no more than its own short share. */
    private Duration forModel(CdsServiceKind service, Instant until) {
        Duration left = Duration.between(Instant.now(clock), until).minus(FOR_ANSWERING);
        Duration most = settings.deadlines().orderModel();
        Duration allowed = service.isForOrders() && left.compareTo(most) > 0 ? most : left;
        return allowed.isNegative() ? Duration.ZERO : allowed;
    }

    private static List<DraftOrder> drafts(CdsServiceKind service, HookRequest request, Ingredients ingredients) {
        @Nullable String bundle = request.draftOrders();
        if (bundle == null) {
            return List.of();
        }
        try {
            List<DraftOrder> drafts = DraftOrders.parse(
                    bundle, service == CdsServiceKind.ORDER_SELECT ? request.selections() : null, ingredients);
            if (drafts.isEmpty()) {
                throw new FieldProblem("context.draftOrders", "at least one order", "none");
            }
            return drafts;
        } catch (FhirAdapterException unreadable) {
            throw new FieldProblem(412, "context.draftOrders", "readable FHIR R4 orders", "something else");
        }
    }

    private PatientRecord record(CdsServiceKind service, IssuerSettings issuer, HookRequest request) {
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
