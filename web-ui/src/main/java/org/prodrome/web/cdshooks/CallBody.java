package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;

/**
 * Reads a call's body, after the caller is known, up to a limit of size and of time: a client that sends slowly, or stops, is answered in
 * time and holds a place for no longer.
 *
 * <p>A servlet's stream cannot be left while it waits for bytes, so that it is read on a thread of its own. Where that one still waits
 * when the call is answered, the answer goes out whole, the place is given back, and only then is the reader waited for: the server
 * must not use the request again before. The server's own {@code connection-timeout} bounds that; it costs a virtual thread and
 * the client's own connection, and nothing of the body is kept meanwhile.
 */
final class CallBody {
    private static final int MOST_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 32 << 10;
    /** What a client says that it will send is no reason to make room for all of it. */
    private static final int FIRST_BYTES = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Who is woken so long after the time that was asked for is on a machine that has too much to do. */
    private static final Duration WOKEN_LATE = Duration.ofMillis(50);

    private static final String READING = CallBody.class.getName();

    private final InputStream in;
    private final long announced;
    private final int most;
    private final Deadline until;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** No more than one thread at a time writes to it; null once nobody wants it any more. */
    private volatile @Nullable ByteArrayOutputStream body;

    private volatile boolean waits;

    private CallBody(HttpServletRequest request, int most, Deadline until) throws IOException {
        this.in = request.getInputStream();
        this.announced = request.getContentLengthLong();
        this.most = most;
        this.until = until;
        this.body = new ByteArrayOutputStream((int) Math.clamp(announced, CHUNK_BYTES, FIRST_BYTES));
    }

    /** The body of a hook call. */
    static byte[] of(HttpServletRequest request, Deadline until) {
        return of(request, MOST_BYTES, until);
    }

    /** The body of feedback. */
    static byte[] of(HttpServletRequest request, int most) {
        return of(request, most, Deadline.in(PATIENCE));
    }

    private static byte[] of(HttpServletRequest request, int most, Deadline until) {
        CallBody body;
        try {
            body = new CallBody(request, most, until);
        } catch (IOException broken) {
            throw broken();
        }
        request.setAttribute(READING, body);
        return until.await(body::read).orElseThrow(body::givenUp);
    }

    /** Ends the answer to a call whose body is still being read, and waits until that ends; nothing where it has. */
    static void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(READING) instanceof CallBody body && body.ended.getCount() > 0) {
            try {
                response.getOutputStream().close();
            } finally {
                body.awaitEnd();
            }
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true; // the server's own timeout ends it
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] read() {
        try (in) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = next(chunk);
            while (read >= 0) {
                took(chunk, read);
                read = next(chunk);
            }
            ByteArrayOutputStream whole = body;
            return whole == null ? new byte[0] : whole.toByteArray();
        } catch (IOException broken) {
            throw broken();
        } finally {
            ended.countDown();
        }
    }

    private int next(byte[] chunk) throws IOException {
        waits = true;
        try {
            return in.read(chunk);
        } finally {
            waits = false;
        }
    }

    private void took(byte[] chunk, int read) throws IOException {
        ByteArrayOutputStream sofar = body;
        if (sofar == null) {
            throw broken(); // nobody waits for it any more
        }
        sofar.write(chunk, 0, read);
        if (sofar.size() > most) {
            throw new FieldProblem(413, "body", most + " bytes at most", "more");
        }
        if (until.passed()) {
            throw tooLate(sofar.size() == announced || in.available() > 0);
        }
    }

    private static FieldProblem broken() {
        return new FieldProblem("body", "a whole request", "a broken one");
    }

    /** Where more is there to be read, or all was, it was not the client that took so long. */
    private static RuntimeException tooLate(boolean isThere) {
        return isThere
                ? new Overloaded("The call could not be read in time.")
                : new FieldProblem(408, "body", "all of it in time", "a part");
    }

    /** The reader is left alone with the stream. */
    private RuntimeException givenUp() {
        boolean wokenLate = System.nanoTime() - until.endNanos() > WOKEN_LATE.toNanos();
        body = null;
        return tooLate(!waits || wokenLate);
    }
}
