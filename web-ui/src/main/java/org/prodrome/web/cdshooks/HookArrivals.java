package org.prodrome.web.cdshooks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.advice.UnsentCards;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a call's time begins: before anything is looked at. A call too many is answered at once, for the price of an answer
 * alone: its token is not checked, and its body is not read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HookArrivals extends OncePerRequestFilter {
    private static final String SERVICES = "/cds-services";
    private static final String FEEDBACK = "/feedback";
    private static final String HOOK = HookArrivals.class.getName() + ".hook";
    private static final String ANSWER = HookArrivals.class.getName() + ".answer";
    private static final String HELD = HookArrivals.class.getName() + ".held";
    private static final String DEADLINE = HookArrivals.class.getName() + ".deadline";

    private final HookPlaces places;
    private final HookMeters meters;
    private final ProdromeSettings settings;
    private final JsonMapper json;
    private final UnsentCards unsent;

    HookArrivals(HookPlaces places, HookMeters meters, ProdromeSettings settings, JsonMapper json, UnsentCards unsent) {
        this.places = places;
        this.meters = meters;
        this.settings = settings;
        this.json = json;
        this.unsent = unsent;
    }

    /** When the answer to a call must be there. */
    static Deadline deadline(HttpServletRequest request) {
        if (request.getAttribute(DEADLINE) instanceof Deadline deadline) {
            return deadline;
        }
        throw new IllegalStateException("expected a call that came through the filter");
    }

    /** Which hook a call is of, as soon as that is known. */
    static void name(HttpServletRequest request, String hook) {
        request.setAttribute(HOOK, hook);
    }

    /** What a call takes beside its place, as soon as it is known who calls; given back with it. */
    static void holds(HttpServletRequest request, HookPlaces.Place share) {
        if (!(request.getAttribute(HELD) instanceof Held held)) {
            throw new IllegalStateException("expected a call that came through the filter");
        }
        held.shares.add(share);
    }

    /** Of one call, on its thread. */
    private static final class Held implements HookPlaces.Place {
        private final List<HookPlaces.Place> shares = new ArrayList<>();

        @Override
        public void close() {
            shares.forEach(HookPlaces.Place::close);
        }
    }

    /** What a call is about to be answered with. */
    static void answered(HttpServletRequest request, CdsResponse answer) {
        request.setAttribute(ANSWER, answer);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.equals(SERVICES) && !path.startsWith(SERVICES + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            answer(request, response, chain);
        } finally {
            CallBody.leave(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long arrived = System.nanoTime();
        request.setAttribute(DEADLINE, Deadline.in(settings.deadlines().hook()));
        HookPlaces.Place place;
        try {
            place = places.arrive(isHook(request));
        } catch (Overloaded tooMany) {
            meters.shed("arrival");
            refuse(response, tooMany);
            return;
        }
        try (place;
                Held held = new Held()) {
            request.setAttribute(HELD, held);
            chain.doFilter(request, new OutcomeResponse(response, json));
        } catch (IOException | ServletException | RuntimeException gone) {
            if (request.getAttribute(ANSWER) instanceof CdsResponse answer) {
                unsent.keep(answer.keptCards());
            }
            throw gone;
        } finally {
            if (request.getAttribute(HOOK) instanceof String hook) {
                Duration took = Duration.ofNanos(System.nanoTime() - arrived);
                meters.answered(hook, outcome(response.getStatus()), took);
            }
        }
    }

    private static String outcome(int status) {
        if (status == HttpStatus.OK.value()) {
            return "answered";
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            return "shed";
        }
        return HttpStatus.valueOf(status).is4xxClientError() ? "refused" : "failed";
    }

    /** Whether it is a call of a hook, rather than discovery or feedback. */
    static boolean isHook(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.POST.name())
                && !request.getRequestURI().endsWith(FEEDBACK);
    }

    private void refuse(HttpServletResponse response, Overloaded tooMany) throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Overloaded.RETRY_AFTER_SECONDS));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(
                response.getOutputStream(),
                OperationOutcomes.error("throttled", String.valueOf(tooMany.getMessage()), null));
    }
}
