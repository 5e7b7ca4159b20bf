package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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
    private final ProdromeSettings settings;

    CdsGate(CdsClients clients, ProdromeSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /**
     * Who calls. The token is not used up yet: a call that finds no place may come again with it.
     *
     * @throws ClientRefused where the JWT is not as it must be
     * @throws Overloaded where it could not be checked by then
     */
    Caller verify(HttpServletRequest request, Deadline until) {
        @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String endpoint = settings.baseUrl() + request.getRequestURI();
        // on a virtual thread: who waits for one client's keys must take nobody else's
        return until.await(() -> clients.verify(authorization, endpoint))
                .orElseThrow(() -> new Overloaded("The caller could not be verified in time."));
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
