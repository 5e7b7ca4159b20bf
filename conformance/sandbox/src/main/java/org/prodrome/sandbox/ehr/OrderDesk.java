package org.prodrome.sandbox.ehr;

import ca.uhn.fhir.context.FhirContext;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card.Action;
import org.prodrome.sandbox.cds.HookAnswer;
import org.prodrome.sandbox.cds.HookClient;
import org.prodrome.sandbox.cds.HookContext;
import org.prodrome.sandbox.ehr.CardView.AnswerView;
import org.prodrome.sandbox.ehr.ChartView.OrderRow;
import org.prodrome.sandbox.ehr.Shown.Page;
import org.prodrome.sandbox.ehr.Shown.Place;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Order entry: the unsigned orders of each user on each patient, the hooks they fire, and the way to a signature. One
 * request at a time per session; thread-safe.
 */
final class OrderDesk {

    private static final int MOST_SESSIONS = 500;
    private static final Set<String> ORDERS = Set.of("MedicationRequest", "ServiceRequest");

    /** Where a session stands, as the page's {@code data-state}. */
    enum State {
        OPEN,
        REVIEW,
        HELD,
        SIGNED
    }

    /** The JSON of the order entry page. */
    record DeskView(
            List<OrderRow> drafts,
            List<OrderRow> waiting,
            List<AnswerView> answers,
            boolean asked,
            State state,
            String signLabel,
            @Nullable String words) {}

    private static final class Session {
        private DraftSet drafts;
        private final Map<String, String> drafters = new HashMap<>();
        private boolean asked;
        private boolean checked;
        private State state = State.OPEN;
        private @Nullable String words;

        private Session(String patientId) {
            this.drafts = DraftSet.empty(patientId);
        }

        private void change(DraftSet next) {
            drafts = next;
            checked = false;
            state = State.OPEN;
            words = null;
        }
    }

    private final HookClient hooks;
    private final CardDesk cards;
    private final Orderables orderables;
    private final ChartReader chart;
    private final OrderReader orders;
    private final ChartWriter writer;
    private final JsonMapper mapper;
    private final InstantSource clock;
    private final Map<Place, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Session> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    OrderDesk(
            HookClient hooks,
            CardDesk cards,
            Orderables orderables,
            ChartReader chart,
            OrderReader orders,
            ChartWriter writer,
            JsonMapper mapper,
            InstantSource clock) {
        this.hooks = hooks;
        this.cards = cards;
        this.orderables = orderables;
        this.chart = chart;
        this.orders = orders;
        this.writer = writer;
        this.mapper = mapper;
        this.clock = clock;
    }

    DeskView view(Place place) {
        Session session = session(place);
        synchronized (session) {
            return seen(place, session);
        }
    }

    /** Chooses an order from the list; fires order-select. */
    DeskView add(Place place, String orderableId) {
        Resource draft =
                orderables.draft(orderableId, place.patientId(), place.practitionerId(), Date.from(clock.instant()));
        return select(place, draft);
    }

    /** Takes up a draft that waits in the chart; fires order-select. */
    DeskView take(Place place, String reference) {
        Resource draft = writer.storedDrafts(place.patientId()).byReference().get(reference);
        if (draft == null) {
            throw Refusal.conflict("That draft is no longer waiting in the chart.");
        }
        return select(place, draft);
    }

    DeskView remove(Place place, String reference) {
        Session session = session(place);
        synchronized (session) {
            session.change(session.drafts.without(reference));
            if (session.drafts.all().isEmpty()) {
                cards.clear(place);
                session.asked = false;
            }
            return seen(place, session);
        }
    }

    /** Does a suggestion's actions on the drafts, all or none. */
    void apply(Place place, List<Action> actions, String service) {
        Session session = session(place);
        synchronized (session) {
            DraftSet next = session.drafts.apply(actions);
            session.drafts.addedIn(next).forEach(reference -> session.drafters.put(reference, service));
            session.change(next);
        }
    }

    /** Checks the drafts by order-sign if they changed since the last check, and signs when nothing stands against it. */
    DeskView sign(Place place) {
        Session session = session(place);
        synchronized (session) {
            if (session.drafts.all().isEmpty()) {
                throw Refusal.conflict("There is nothing to sign.");
            }
            boolean first = !session.checked;
            if (first) {
                check(place, session);
            }
            List<Shown> open = cards.cards(place).stream().filter(Shown::open).toList();
            if (open.stream().anyMatch(Shown::demandsAnswer)) {
                session.state = State.HELD;
                session.words = "Not signed: a critical card must be applied or overridden with a reason first.";
            } else if (first && !open.isEmpty()) {
                session.state = State.REVIEW;
                session.words = "Not signed yet: read the advice, then sign again.";
            } else {
                finish(place, session);
            }
            return seen(place, session);
        }
    }

    private DeskView select(Place place, Resource draft) {
        Session session = session(place);
        synchronized (session) {
            DraftSet next = session.drafts.with(draft);
            session.change(next);
            cards.post(
                    place,
                    hooks.fire(new HookContext.OrderSelect(
                            "Practitioner/" + place.practitionerId(),
                            place.patientId(),
                            chart.openEncounter(place.patientId()).orElse(null),
                            List.of(OrderReader.reference(draft)),
                            bundle(next))));
            session.asked = true;
            return seen(place, session);
        }
    }

    private void check(Place place, Session session) {
        List<HookAnswer> answers = hooks.fire(new HookContext.OrderSign(
                "Practitioner/" + place.practitionerId(),
                place.patientId(),
                chart.openEncounter(place.patientId()).orElse(null),
                bundle(session.drafts)));
        if (answers.stream().allMatch(HookAnswer.Answered.class::isInstance)) {
            cards.post(place, answers);
        } else {
            // A service that stays silent now doesn't lift what it held against these orders before.
            cards.add(place, answers);
        }
        session.asked = true;
        session.checked = true;
    }

    private void finish(Place place, Session session) {
        int count = session.drafts.all().size();
        for (Resource draft : session.drafts.all()) {
            writer.sign(draft, session.drafters.get(OrderReader.reference(draft)), place.practitionerId());
        }
        session.change(DraftSet.empty(place.patientId()));
        session.drafters.clear();
        session.state = State.SIGNED;
        session.words = count == 1 ? "1 order signed." : count + " orders signed.";
    }

    private ObjectNode bundle(DraftSet drafts) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        drafts.all().stream()
                .filter(draft -> ORDERS.contains(draft.fhirType()))
                .forEach(draft -> bundle.addEntry().setResource(draft));
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
        return (ObjectNode) mapper.readTree(json);
    }

    private DeskView seen(Place place, Session session) {
        List<OrderRow> drafts = session.drafts.all().stream()
                .map(draft -> OrderReader.row(draft, story(session, draft)))
                .toList();
        List<OrderRow> waiting = orders.drafts(place.patientId()).stream()
                .filter(row -> !session.drafts.byReference().containsKey(row.reference()))
                .toList();
        String label = drafts.isEmpty()
                ? "Sign orders"
                : "Sign " + drafts.size() + (drafts.size() == 1 ? " order" : " orders");
        return new DeskView(drafts, waiting, cards.view(place), session.asked, session.state, label, session.words);
    }

    private static @Nullable String story(Session session, Resource draft) {
        String service = session.drafters.get(OrderReader.reference(draft));
        return service == null ? null : "drafted by " + service;
    }

    private Session session(Place place) {
        if (place.page() != Page.ORDERS) {
            throw new IllegalArgumentException("place: expected order entry");
        }
        chart.patient(place.patientId());
        synchronized (sessions) {
            return sessions.computeIfAbsent(place, p -> new Session(p.patientId()));
        }
    }
}
