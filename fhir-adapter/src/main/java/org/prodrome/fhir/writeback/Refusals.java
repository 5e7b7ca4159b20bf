package org.prodrome.fhir.writeback;

import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.writeback.Receipt.Obstacle;

/** What a failed request means for a draft. */
final class Refusals {
    private Refusals() {}

    /** Whether the server may have acted all the same: an error of its own may come after it stored what it got. */
    static boolean unsure(Answer.Failure failure) {
        return failure.unsure() || failure.status() >= 500 && failure.status() != 501;
    }

    /** For a failure that leaves no doubt: this try wrote nothing. */
    static Receipt receipt(Answer.Failure failure, boolean lookedFor) {
        return switch (failure.status()) {
            case 401 -> new Receipt.Later(failure.detail(), false, true);
            case 403 -> new Receipt.NotAllowed(Obstacle.SCOPE, failure.detail());
            case 404, 405, 501 -> new Receipt.NotAllowed(Obstacle.CAPABILITY, failure.detail());
            default -> new Receipt.Failed(failure.retryable(), failure.detail(), lookedFor);
        };
    }
}
