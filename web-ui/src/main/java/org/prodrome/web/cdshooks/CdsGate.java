package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Admits a call by its JWT; the audience is the public URL of the path that was called. A token is good for one call. */
@Component
final class CdsGate {
    /** Of discovery and feedback. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CdsClients clients;
    private final ClientShares shares;
    private final HookMeters meters;
    private final ProdromeSettings settings;

    CdsGate(CdsClients clients, ClientShares shares, HookMeters meters, ProdromeSettings settings) {
        this.clients = clients;
        this.shares = shares;
        this.meters = meters;
        this.settings = settings;
    }

    /**
     * Who calls. The token is not used up yet: a call that finds no place may come again with it. From here on the call counts for
     * its client's share.
     *
     * @throws ClientRefused where the JWT is not as it must be
     * @throws Overloaded where it could not be checked by then, or the client has its share of the calls
     */
    Caller verify(HttpServletRequest request, Deadline until) {
        PresentedToken presented = clients.presented(request.getHeader(HttpHeaders.AUTHORIZATION));
        boolean hook = HookArrivals.isHook(request);
        Caller caller = verified(presented, settings.baseUrl() + request.getRequestURI(), hook, until);
        HookArrivals.holds(request, share(() -> shares.take(caller.iss(), hook)));
        return caller;
    }

    private Caller verified(PresentedToken presented, String endpoint, boolean hook, Deadline until) {
        String claimed = presented.client().iss();
        try (HookPlaces.Place looking = share(() -> shares.verifying(claimed, hook))) {
            // on a virtual thread: who waits for one client's keys must take nobody else's
            return until.await(() -> clients.verify(presented, endpoint))
                    .orElseThrow(() -> new Overloaded("The caller could not be verified in time."));
        }
    }

    private HookPlaces.Place share(Supplier<HookPlaces.Place> share) {
        try {
            return share.get();
        } catch (Overloaded tooMany) {
            meters.shed("client");
            throw tooMany;
        }
    }

    /**
     * Uses a token up; may wait for the database.
     *
     * @throws ClientRefused where it was used before
     */
    void use(Caller caller) {
        clients.use(caller);
    }

    /** Of a call that was not answered: its token may come again. */
    void free(Caller caller) {
        clients.free(caller);
    }

    /** The issuer of a call of discovery or feedback, whose token is used up. */
    IssuerSettings admit(HttpServletRequest request) {
        Deadline until = Deadline.in(PATIENCE);
        Caller caller = verify(request, until);
        AtomicBoolean givenUp = new AtomicBoolean();
        boolean known = until.await(() -> {
                    clients.use(caller);
                    if (!givenUp.compareAndSet(false, true)) {
                        clients.free(caller);
                    }
                    return true;
                })
                .orElse(false);
        if (!known && givenUp.compareAndSet(false, true)) {
            throw new Overloaded("The caller could not be verified in time.");
        }
        return caller.issuer();
    }
}
