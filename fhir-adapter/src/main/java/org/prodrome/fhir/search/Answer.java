package org.prodrome.fhir.search;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Gap;

/** What came of one request, retries included. */
public sealed interface Answer {

    /** The status of a request that never left us. */
    int NOT_SENT = -1;

    /** A 2xx response. */
    record Success(int status, String body, HttpHeaders headers) implements Answer {
        /** Never the content. */
        @Override
        public String toString() {
            return "Success[status=" + status + "]";
        }
    }

    /**
     * No usable response.
     *
     * @param status HTTP status, 413 also for an answer larger than we take; 0 where there was none, {@link #NOT_SENT} where
     *     nothing was asked
     * @param reason the gap it leaves
     * @param detail one sentence; nothing of the patient and nothing the server wrote
     * @param retryAfter what the server asked to wait, or null
     */
    record Failure(
            int status,
            Gap.Reason reason,
            String detail,
            @Nullable Duration retryAfter) implements Answer {
        static Failure of(int status, Gap.Reason reason, String detail) {
            return new Failure(status, reason, detail, null);
        }

        /** Whether trying later may help. */
        public boolean retryable() {
            return status == 0 || status == 408 || status == 429 || status >= 502 && status <= 504;
        }

        /** Whether it seems that nobody is there, as a proxy may say in the server's place. */
        boolean unanswered() {
            return status == 0 || status >= 502 && status <= 504;
        }

        /** Whether the server may have acted although no answer came. */
        public boolean unsure() {
            return status == 0 || status == 408 || status >= 502;
        }
    }
}
