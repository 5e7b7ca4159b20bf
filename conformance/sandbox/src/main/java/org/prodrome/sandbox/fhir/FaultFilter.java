package org.prodrome.sandbox.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.sandbox.fault.RecordDefect;

/** Puts the FHIR server's faults in front of it; discovery stays as it is, so that a client can get as far as reading. */
final class FaultFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Faults faults;

    FaultFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().contains("/.well-known/")) {
            chain.doFilter(request, response);
            return;
        }
        faults.find(Fault.SlowFhir.class).map(Fault.SlowFhir::delay).ifPresent(FaultFilter::pause);
        Optional<Fault.RateLimit> limit = faults.takeRateLimit();
        if (faults.find(Fault.FhirDown.class).isPresent()) {
            OutcomeWriter.refuse(response, 503, "the FHIR server is switched off");
        } else if (limit.isPresent()) {
            response.setHeader(
                    "Retry-After", Long.toString(limit.get().retryAfter().toSeconds()));
            OutcomeWriter.refuse(response, 429, "too many requests; see Retry-After");
        } else if (faults.take(Interruption.UNAVAILABLE)) {
            OutcomeWriter.refuse(response, 503, "out of service for a moment");
        } else if (isBroken(request.getRequestURI())) {
            OutcomeWriter.refuse(response, 500, "this resource type is switched to fail");
        } else if (faults.has(RecordDefect.HUGE_ATTACHMENT)
                && request.getRequestURI().contains("/fhir/Binary/")) {
            HugeAttachment.send(request, response);
        } else {
            CutAnswers.answer(request, response, chain, faults);
        }
    }

    private boolean isBroken(String path) {
        return faults.active().stream()
                .anyMatch(fault -> fault instanceof Fault.ServerError(String type)
                        && (path + "/").contains("/fhir/" + type + "/"));
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
