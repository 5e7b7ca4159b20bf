package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads a call's body, after the caller is known, up to a limit. */
final class CallBody {
    private static final int MOST_BYTES = 16 << 20;

    private CallBody() {}

    static byte[] of(HttpServletRequest request) {
        return of(request, MOST_BYTES);
    }

    static byte[] of(HttpServletRequest request, int most) {
        try {
            byte[] body = request.getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                throw new FieldProblem(413, "body", most + " bytes at most", "more");
            }
            return body;
        } catch (IOException broken) {
            throw new FieldProblem("body", "a whole request", "a broken one");
        }
    }
}
