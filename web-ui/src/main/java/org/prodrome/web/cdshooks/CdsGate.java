package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
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
    private final HookThreads threads;
    private final ProdromeSettings settings;

    CdsGate(CdsClients clients, HookThreads threads, ProdromeSettings settings) {
        this.clients = clients;
        this.threads = threads;
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
        try {
            return until.await(threads, () -> clients.verify(authorization, endpoint))
                    .orElseThrow(() -> new Overloaded("The caller could not be verified in time."));
        } catch (RejectedExecutionException full) {
            throw new Overloaded("Too many calls at a time.");
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
        boolean known = until.await(() -> {
                    clients.use(caller);
                    return true;
                })
                .orElse(false);
        if (!known) {
            throw new Overloaded("The caller could not be verified in time.");
        }
        return caller.issuer();
    }
}
