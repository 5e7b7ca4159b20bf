package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads a call's body, after the caller is known, up to a limit. */
final class CallBody {
    private static final int MOST_BYTES = 16 << 20;

    private CallBody() {}

    static byte[] of(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new FieldProblem(413, "body", MOST_BYTES + " bytes at most", "more");
            }
            return body;
        } catch (IOException broken) {
            throw new FieldProblem("body", "a whole request", "a broken one");
        }
    }
}
