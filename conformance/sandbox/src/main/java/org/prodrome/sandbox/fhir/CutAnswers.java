package org.prodrome.sandbox.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.prodrome.sandbox.fault.DroppedConnections;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.Interruption;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers that do not arrive, or only half. */
final class CutAnswers {

    private CutAnswers() {}

    static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Faults faults)
            throws IOException, ServletException {
        if (!mayCut(faults)) {
            chain.doFilter(request, new UnflushedAnswer(response));
            return;
        }
        ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, whole);
        if (whole.getStatus() == HttpServletResponse.SC_CREATED && faults.take(Interruption.LOST_ANSWER)) {
            DroppedConnections.mark(request);
        } else if (whole.getStatus() == HttpServletResponse.SC_OK && faults.take(Interruption.RESET_MID_BODY)) {
            sendHalf(whole.getContentAsByteArray(), response);
            DroppedConnections.mark(request);
        } else {
            whole.copyBodyToResponse();
        }
    }

    private static boolean mayCut(Faults faults) {
        return faults.active().stream()
                .anyMatch(fault -> fault instanceof Fault.Interrupted(Interruption kind, int ignored)
                        && (kind == Interruption.LOST_ANSWER || kind == Interruption.RESET_MID_BODY));
    }

    /** The length is that of the whole, so that a client can tell. */
    static void sendHalf(byte[] body, HttpServletResponse response) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(Arrays.copyOf(body, body.length / 2));
        response.flushBuffer();
    }
}
