package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.AskedFrom;
import org.prodrome.web.advice.Asker;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.springframework.stereotype.Service;

/** Answers a hook: its record, then the same advice as the app. */
@Service
class HookDesk {
    private static final Duration FOR_ANSWERING = Duration.ofMillis(40);

    private final HookRecords records;
    private final Ingredients ingredients;
    private final UserRoles roles;
    private final AdviceDesk desk;
    private final CdsCardRenderer renderer;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookDesk(
            HookRecords records,
            UserRoles roles,
            AdviceDesk desk,
            CdsCardRenderer renderer,
            ProdromeSettings settings,
            Clock clock) {
        this.records = records;
        this.ingredients = records.ingredients();
        this.roles = roles;
        this.desk = desk;
        this.renderer = renderer;
        this.settings = settings;
        this.clock = clock;
    }

    CdsResponse answer(CdsServiceKind service, IssuerSettings issuer, HookRequest request, Instant until) {
        List<DraftOrder> drafts = drafts(service, request, ingredients);
        PatientRecord record = records.read(service, issuer, request);
        Asker asker = new Asker(
                Channel.CDS,
                request.user(),
                request.hookInstance().toString(),
                AskedFrom.of(record, encounter(request), roles.of(request.user(), request.prefetch())));
        Advice advice = desk.advise(asker, record, service.moment(), drafts, forModel(service, until));
        return new CdsResponse(advice.offered().stream()
                .map(card -> renderer.render(card, request, issuer.writeProfile()))
                .toList());
    }

    private static @Nullable String encounter(HookRequest request) {
        return request.encounter() == null ? null : request.encounter().id();
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
}
