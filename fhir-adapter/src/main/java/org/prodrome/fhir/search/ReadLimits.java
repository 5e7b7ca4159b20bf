package org.prodrome.fhir.search;

import java.time.Duration;

/**
 * Bounds on what one server can cost us.
 *
 * @param perRequest one request, its body included
 * @param attempts how often one request is tried in all
 * @param pageSize {@code _count} asked for
 * @param pages most pages of one search
 * @param bodyBytes largest response body
 * @param documents most document texts fetched from Binary
 */
public record ReadLimits(Duration perRequest, int attempts, int pageSize, int pages, long bodyBytes, int documents) {
    public static final ReadLimits DEFAULT = new ReadLimits(Duration.ofSeconds(10), 3, 500, 400, 64L << 20, 40);

    public ReadLimits {
        if (perRequest.isNegative() || perRequest.isZero() || attempts < 1 || pageSize < 1 || pages < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers");
        }
    }
}
