package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.advice.Delivery;
import org.prodrome.web.cdshooks.NotChecked.Why;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Answers a hook call by its deadline, come what may. Its parts keep their own; this is for what none of them foresees: a body
 * that takes long to parse, a machine that stands still.
 */
@Service
class HookCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);

    private final CdsGate gate;
    private final HookRequestReader reader;
    private final HookDesk desk;
    private final HookPlaces places;
    private final HookThreads threads;
    private final HookMeters meters;
    private final ProdromeSettings settings;

    HookCalls(
            CdsGate gate,
            HookRequestReader reader,
            HookDesk desk,
            HookPlaces places,
            HookThreads threads,
            HookMeters meters,
            ProdromeSettings settings) {
        this.gate = gate;
        this.reader = reader;
        this.desk = desk;
        this.places = places;
        this.threads = threads;
        this.meters = meters;
        this.settings = settings;
    }

    /** What is known of a caller: whether its token is fresh may take longer to learn than there is time. */
    private enum Token {
        UNKNOWN,
        FRESH,
        GIVEN_UP
    }

    /**
     * A call that is worked on.
     *
     * @param delivery told whether the answer was sent
     */
    private record Call(
            List<CdsServiceKind> kinds,
            Caller caller,
            byte[] body,
            Deadline until,
            HookPlaces.Turn place,
            AtomicReference<Token> token,
            Delivery delivery) {}

    /**
     * The answer.
     *
     * @param kinds the services of the address that was called
     * @throws ClientRefused where the caller's token was used before
     * @throws FieldProblem where the call is not as it must be
     * @throws Overloaded where too much is going on; then the caller's token is still good
     */
    CdsResponse answer(List<CdsServiceKind> kinds, Caller caller, byte[] body, Deadline until) {
        try {
            HookPlaces.Turn place = meters.stage("turn", () -> places.turn(caller.iss(), HookDesk.cards(until)));
            return answer(
                    new Call(kinds, caller, body, until, place, new AtomicReference<>(Token.UNKNOWN), new Delivery()));
        } catch (Overloaded tooMuch) {
            meters.shed("answering");
            throw tooMuch;
        }
    }

    private CdsResponse answer(Call call) {
        boolean sent = false;
        try {
            Optional<CdsResponse> answer = call.until().await(threads, () -> worked(call));
            sent = answer.isPresent();
            return answer.orElseGet(() -> late(call));
        } catch (RejectedExecutionException full) {
            call.place().close();
            throw new Overloaded("Too many calls at a time.");
        } finally {
            decide(call, sent);
        }
    }

    /** What cannot be kept of an answer must not silence it. */
    private static void decide(Call call, boolean sent) {
        try {
            call.delivery().decide(sent);
        } catch (RuntimeException failure) {
            LOG.error(
                    "What came of a hook call could not be kept: {}",
                    failure.getClass().getName());
        }
    }

    private CdsResponse late(Call call) {
        if (call.token().compareAndSet(Token.UNKNOWN, Token.GIVEN_UP)) {
            throw new Overloaded("The caller could not be verified in time.");
        }
        CdsServiceKind likely = likely(call.kinds());
        meters.notChecked(likely.hook(), Why.LATE);
        return NotChecked.answer(likely, Why.LATE);
    }

    /** Its place is its own until it ends, also where nobody waits for it any more. */
    private CdsResponse worked(Call call) {
        try (HookPlaces.Turn place = call.place()) {
            use(call);
            if (!call.token().compareAndSet(Token.UNKNOWN, Token.FRESH)) {
                gate.free(call.caller());
                throw new Overloaded("The caller could not be verified in time.");
            }
            HookRequest request = meters.stage(
                    "parse", () -> reader.read(call.kinds(), call.caller().issuer(), call.body()));
            HookTurn turn = HookTurn.of(
                    HookDesk.cards(call.until()), settings.deadlines().hookFetch(), place);
            return answered(call, request, turn);
        }
    }

    /** Where nobody can tell whether a token was used before, its call may come again. */
    private void use(Call call) {
        try {
            gate.use(call.caller());
        } catch (DataAccessException | TransactionException away) {
            LOG.error("A token could not be used up: {}", away.getClass().getName());
            meters.notChecked(likely(call.kinds()).hook(), Why.FAILED);
            throw new Overloaded("The caller could not be verified.");
        }
    }

    private CdsResponse answered(Call call, HookRequest request, HookTurn turn) {
        try {
            return desk.answer(request.service(), call.caller().issuer(), request, turn, call.delivery());
        } catch (FieldProblem told) {
            throw told;
        } catch (RuntimeException failure) {
            // the type only: a message may quote what came
            LOG.error("A hook could not be answered: {}", failure.getClass().getName());
            decide(call, false);
            meters.notChecked(request.hook(), Why.FAILED);
            return NotChecked.answer(request.service(), Why.FAILED);
        }
    }

    /** Where an address serves several hooks, one about orders: it says the most. */
    static CdsServiceKind likely(List<CdsServiceKind> kinds) {
        return kinds.stream().filter(CdsServiceKind::isForOrders).findFirst().orElseGet(kinds::getFirst);
    }
}
