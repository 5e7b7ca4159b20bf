package org.prodrome.sandbox.bulk;

import java.util.OptionalLong;

/** A request of the export interface that is refused, with its HTTP status. */
final class ExportRefusal extends RuntimeException {

    private final int status;
    private final OptionalLong retryAfterSeconds;

    ExportRefusal(int status, String why) {
        this(status, why, OptionalLong.empty());
    }

    private ExportRefusal(int status, String why, OptionalLong retryAfterSeconds) {
        super(why);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static ExportRefusal tooSoon(long retryAfterSeconds) {
        return new ExportRefusal(429, "status: polled too soon; see Retry-After", OptionalLong.of(retryAfterSeconds));
    }

    static ExportRefusal unknown() {
        return new ExportRefusal(404, "export: expected one of this client that is neither cancelled nor expired");
    }

    int status() {
        return status;
    }

    OptionalLong retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
