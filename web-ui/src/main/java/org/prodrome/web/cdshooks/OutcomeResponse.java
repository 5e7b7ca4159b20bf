package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors that are told outside of our own handlers (a firewall, an origin, a method) as OperationOutcomes too, in the place of the
 * server's error page. What was to be said with them is left out: it may quote what came.
 */
final class OutcomeResponse extends HttpServletResponseWrapper {
    private final JsonMapper json;

    OutcomeResponse(HttpServletResponse response, JsonMapper json) {
        super(response);
        this.json = json;
    }

    @Override
    public void sendError(int status, @Nullable String ignored) throws IOException {
        sendError(status);
    }

    @Override
    public void sendError(int status) throws IOException {
        resetBuffer();
        setStatus(status);
        setContentType(MediaType.APPLICATION_JSON_VALUE);
        @Nullable HttpStatus known = HttpStatus.resolve(status);
        String words = known == null ? "The call was refused." : known.getReasonPhrase();
        byte[] body = json.writeValueAsBytes(OperationOutcomes.error(OperationOutcomes.code(status), words, null));
        setContentLength(body.length);
        getOutputStream().write(body);
        flushBuffer();
    }
}
