package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.prodrome.fhir.search.Deadline;

/**
 * Reads a call's body, after the caller is known, up to a limit of size and of time: a client that sends slowly must not hold a
 * place for others. Between two bytes the server's own {@code connection-timeout} counts.
 */
final class CallBody {
    private static final int MOST_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 32 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private CallBody() {}

    static byte[] of(HttpServletRequest request, Deadline until) {
        return of(request, MOST_BYTES, until);
    }

    static byte[] of(HttpServletRequest request, int most) {
        return of(request, most, Deadline.in(PATIENCE));
    }

    private static byte[] of(HttpServletRequest request, int most, Deadline until) {
        try (InputStream in = request.getInputStream()) {
            ByteArrayOutputStream body =
                    new ByteArrayOutputStream(Math.clamp(request.getContentLength(), CHUNK_BYTES, most));
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = in.read(chunk);
            while (read >= 0) {
                body.write(chunk, 0, read);
                if (body.size() > most) {
                    throw new FieldProblem(413, "body", most + " bytes at most", "more");
                }
                if (until.passed()) {
                    throw tooLate(in, body.size() == request.getContentLengthLong());
                }
                read = in.read(chunk);
            }
            return body.toByteArray();
        } catch (IOException broken) {
            throw new FieldProblem("body", "a whole request", "a broken one");
        }
    }

    /** Where more is there to be read, or all was, it was not the client that took so long. */
    private static RuntimeException tooLate(InputStream in, boolean whole) throws IOException {
        return whole || in.available() > 0
                ? new Overloaded("The call could not be read in time.")
                : new FieldProblem(408, "body", "all of it in time", "a part");
    }
}
