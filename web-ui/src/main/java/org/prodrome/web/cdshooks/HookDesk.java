package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.fhir.prefetch.CurrentMedications;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.Asker;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.springframework.stereotype.Service;

/** Answers a hook: its record, then the same advice as the app. */
@Service
class HookDesk {
    private static final Duration FOR_ANSWERING = Duration.ofMillis(40);

    private final HookRecords records;
    private final HookOrders orders;
    private final AdviceDesk desk;
    private final CdsCardRenderer renderer;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookDesk(
            HookRecords records,
            HookOrders orders,
            AdviceDesk desk,
            CdsCardRenderer renderer,
            ProdromeSettings settings,
            Clock clock) {
        this.records = records;
        this.orders = orders;
        this.desk = desk;
        this.renderer = renderer;
        this.settings = settings;
        this.clock = clock;
    }

    CdsResponse answer(CdsServiceKind service, IssuerSettings issuer, HookRequest request, Instant until) {
        List<DraftOrder> sent = orders.of(issuer, request);
        PatientRecord record = records.read(service, issuer, request);
        List<DraftOrder> drafts = service.isForNewEntries() ? CurrentMedications.asOrders(record) : sent;
        Asker asker =
                new Asker(Channel.CDS, request.user(), request.hookInstance().toString());
        Advice advice = desk.advise(
                asker, record, service.moment(), drafts, request.newEntries(), forModel(service, until));
        List<CdsCard> cards = new ArrayList<>();
        advice.offered().forEach(card -> cards.add(renderer.render(card, request, issuer)));
        NewEntryGap.of(service, record).ifPresent(cards::add);
        return new CdsResponse(cards);
    }

    /** How long the model may take: what is left of the budget, and at order entry no more than its own short share. */
    private Duration forModel(CdsServiceKind service, Instant until) {
        Duration left = Duration.between(Instant.now(clock), until).minus(FOR_ANSWERING);
        Duration most = settings.deadlines().orderModel();
        Duration allowed = service.isForOrders() && left.compareTo(most) > 0 ? most : left;
        return allowed.isNegative() ? Duration.ZERO : allowed;
    }
}
