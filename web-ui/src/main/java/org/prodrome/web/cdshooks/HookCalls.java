package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.Optional;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.advice.CardLedger;
import org.prodrome.web.cdshooks.NotChecked.Why;
import org.prodrome.web.config.IssuerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Answers a hook call by its deadline, come what may. Its parts keep their own; this is for what none of them foresees: a body
 * that takes long to parse, a machine that stands still.
 */
@Service
class HookCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);

    private final HookRequestReader reader;
    private final HookDesk desk;
    private final HookPlaces places;
    private final HookMeters meters;
    private final CardLedger ledger;

    HookCalls(HookRequestReader reader, HookDesk desk, HookPlaces places, HookMeters meters, CardLedger ledger) {
        this.reader = reader;
        this.desk = desk;
        this.places = places;
        this.meters = meters;
        this.ledger = ledger;
    }

    /**
     * The answer.
     *
     * @param kinds the services of the address that was called
     * @throws FieldProblem where the call is not as it must be
     * @throws Overloaded where too much is going on
     */
    CdsResponse answer(List<CdsServiceKind> kinds, IssuerSettings issuer, byte[] body, Deadline until) {
        Delivery delivery = new Delivery(ledger::notSent);
        try {
            Optional<CdsResponse> answer = until.await(() -> delivery.made(worked(kinds, issuer, body, until)));
            if (answer.isPresent()) {
                return answer.get();
            }
        } catch (Overloaded tooMuch) {
            meters.shed("answering");
            throw tooMuch;
        }
        delivery.late();
        CdsServiceKind likely = likely(kinds);
        meters.notChecked(likely.hook(), Why.LATE);
        return NotChecked.answer(likely, Why.LATE);
    }

    /** Its place is its own until it ends, also where nobody waits for it any more. */
    private CdsResponse worked(List<CdsServiceKind> kinds, IssuerSettings issuer, byte[] body, Deadline until) {
        try (HookPlaces.Place _ = places.answer(until)) {
            HookRequest call = meters.stage("parse", () -> reader.read(kinds, issuer, body));
            return answered(call, issuer, until);
        }
    }

    private CdsResponse answered(HookRequest call, IssuerSettings issuer, Deadline until) {
        try {
            return desk.answer(call.service(), issuer, call, until);
        } catch (FieldProblem told) {
            throw told;
        } catch (RuntimeException failure) {
            // the type only: a message may quote what came
            LOG.error("A hook could not be answered: {}", failure.getClass().getName());
            meters.notChecked(call.hook(), Why.FAILED);
            return NotChecked.answer(call.service(), Why.FAILED);
        }
    }

    /** Where an address serves several hooks, one about orders: it says the most. */
    static CdsServiceKind likely(List<CdsServiceKind> kinds) {
        return kinds.stream().filter(CdsServiceKind::isForOrders).findFirst().orElseGet(kinds::getFirst);
    }
}
