package org.prodrome.web.cdshooks;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.CurrentMedications;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.EarlierRecord;
import org.prodrome.reasoning.Budget;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.AskedFrom;
import org.prodrome.web.advice.Asker;
import org.prodrome.web.advice.Delivery;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.NotChecked.Why;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.governance.ChangedRules;
import org.springframework.stereotype.Service;

/** Answers a hook: its record, then the same advice as the app, with what was ready in time. */
@Service
class HookDesk {
    /** Kept for making cards of what is ready, and for sending them. */
    private static final Duration FOR_ANSWERING = Duration.ofMillis(60);

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final HookRecords records;
    private final HookOrders orders;
    private final UserRoles roles;
    private final AdviceDesk desk;
    private final NewEntryGap gaps;
    private final RecordShelf shelf;
    private final CdsCardRenderer renderer;
    private final ChangedRules changed;
    private final HookMeters meters;
    private final ProdromeSettings settings;

    HookDesk(
            HookRecords records,
            HookOrders orders,
            UserRoles roles,
            AdviceDesk desk,
            NewEntryGap gaps,
            RecordShelf shelf,
            CdsCardRenderer renderer,
            ChangedRules changed,
            HookMeters meters,
            ProdromeSettings settings) {
        this.records = records;
        this.orders = orders;
        this.roles = roles;
        this.desk = desk;
        this.gaps = gaps;
        this.shelf = shelf;
        this.renderer = renderer;
        this.changed = changed;
        this.meters = meters;
        this.settings = settings;
    }

    /** When the cards of an answer must be ready, so that it is there in time. */
    static Deadline cards(Deadline answer) {
        return answer.before(FOR_ANSWERING);
    }

    /** @param delivery is decided by whoever sends the answer */
    CdsResponse answer(
            CdsServiceKind service, IssuerSettings issuer, HookRequest request, HookTurn turn, Delivery delivery) {
        try {
            return answered(service, issuer, request, turn, delivery);
        } finally {
            if (service == CdsServiceKind.PATIENT_VIEW || service == CdsServiceKind.ENCOUNTER_START) {
                shelf.readOn(issuer, request);
            }
        }
    }

    private CdsResponse answered(
            CdsServiceKind service, IssuerSettings issuer, HookRequest request, HookTurn turn, Delivery delivery) {
        List<DraftOrder> sent = orders.of(issuer, request, turn);
        HookRecords.Read read = meters.stage("record", () -> records.read(service, issuer, request, turn));
        if (read.isUnknown()) {
            meters.notChecked(request.hook(), Why.RECORD);
            return NotChecked.answer(service, Why.RECORD);
        }
        List<DraftOrder> drafts = service.isForNewEntries() ? CurrentMedications.asOrders(read.record()) : sent;
        Advice advice = meters.stage(
                "advice",
                () -> desk.advise(
                        asker(request, read, delivery),
                        read.record(),
                        service.moment(),
                        drafts,
                        request.newEntries(),
                        budget(service, turn.until())));
        return meters.stage("render", () -> told(service, issuer, request, read, advice));
    }

    private Asker asker(HookRequest request, HookRecords.Read read, Delivery delivery) {
        @Nullable
        String encounter =
                request.encounter() == null ? null : request.encounter().id();
        return new Asker(
                Channel.CDS,
                request.user(),
                request.hookInstance().toString(),
                AskedFrom.of(read.record(), encounter, roles.of(request.user(), request.prefetch())),
                delivery);
    }

    /**
     * The rules have what is left but for what is read from the database after them; the model too, and at order entry no more than
     * its own short share.
     */
    private Budget budget(CdsServiceKind service, Deadline until) {
        Duration left = until.before(settings.hooks().store()).left();
        Duration most = settings.deadlines().orderModel();
        return new Budget(left, service.isForOrders() && left.compareTo(most) > 0 ? most : left);
    }

    private CdsResponse told(
            CdsServiceKind service, IssuerSettings issuer, HookRequest request, HookRecords.Read read, Advice advice) {
        count(request.hook(), advice);
        List<CdsCard> cards = new ArrayList<>();
        List<CdsCard> notRun = new ArrayList<>();
        String seen = seen(read.earlier());
        for (OfferedCard offered : advice.offered()) {
            (advice.coverage().isNone() && isOfRules(offered.card()) ? notRun : cards)
                    .add(renderer.render(offered, request, issuer).saying(seen));
        }
        cards.addAll(gaps.of(service, read.record(), request.newEntries()));
        int taken = taken(service, request);
        if (taken > 0 && advice.coverage().isEmpty()) {
            meters.notChecked(request.hook(), Why.CHANGED);
            return NotChecked.answer(service, Why.CHANGED, List.of(), cards);
        }
        boolean modelSpoke = !service.isForOrders() && advice.risks() instanceof ModelAnswer.RiskProfile;
        if (!advice.coverage().isNone() || modelSpoke) {
            return new CdsResponse(cards.isEmpty() ? NotChecked.inPart(advice.coverage(), taken) : cards);
        }
        Why why = Why.of(advice.coverage());
        meters.notChecked(request.hook(), why);
        return cards.isEmpty() || service.isForOrders()
                ? NotChecked.answer(service, why, notRun, cards)
                : new CdsResponse(cards);
    }

    /** How many rules about orders this user was shown until they changed. */
    private int taken(CdsServiceKind service, HookRequest request) {
        int taken = service.isForOrders()
                ? changed.takenFrom(service.moment().hook(), settings.inPilot(request.user()))
                : 0;
        if (taken > 0) {
            meters.leftOut(request.hook(), "changed-rules");
        }
        return taken;
    }

    /** Whether it tells of rules that did not run, and of no order in particular. */
    private static boolean isOfRules(Card card) {
        return card.basis() instanceof Basis.NotEvaluated not && !not.rules().isEmpty() && card.order() == null;
    }

    private void count(String hook, Advice advice) {
        if (advice.coverage().isEmpty()) {
            meters.noRuleForUser(hook);
        }
        if (advice.coverage().notRun() > 0) {
            meters.leftOut(hook, "rules");
        }
        if (advice.risks() instanceof ModelAnswer.Unavailable unavailable && unavailable.late()) {
            meters.leftOut(hook, "model");
        }
    }

    /** Which record the cards rest on. */
    private String seen(@Nullable EarlierRecord earlier) {
        if (earlier == null) {
            return "**Record** as the EHR sent it with this call";
        }
        String at = HOUR.format(earlier.readAt().atZone(settings.zone()));
        return "**Record** as the EHR sent it with this call, over all of it as read at " + at;
    }
}
