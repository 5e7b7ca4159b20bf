package org.prodrome.fhir.search;

import java.time.Duration;

/**
 * Bounds on what one server can cost us.
 *
 * @param perRequest one request, its body included
 * @param attempts how often one request is tried in all
 * @param pageSize {@code _count} asked for
 * @param pages most pages of one search
 * @param bodyBytes largest response body; more is cut off while it arrives
 * @param documents most texts fetched from Binary
 * @param attachmentBytes largest of those responses
 * @param concurrent most requests to one server at a time
 */
public record ReadLimits(
        Duration perRequest,
        int attempts,
        int pageSize,
        int pages,
        long bodyBytes,
        int documents,
        long attachmentBytes,
        int concurrent) {
    public static final ReadLimits DEFAULT =
            new ReadLimits(Duration.ofSeconds(10), 3, 1_000, 400, 32L << 20, 40, 8L << 20, 16);

    public ReadLimits {
        if (perRequest.isNegative() || perRequest.isZero() || attempts < 1 || pageSize < 1 || pages < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers");
        }
        if (bodyBytes < 1 || documents < 0 || attachmentBytes < 1 || concurrent < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers");
        }
    }

    /** The same, trying each request so often. */
    public ReadLimits withAttempts(int times) {
        return new ReadLimits(perRequest, times, pageSize, pages, bodyBytes, documents, attachmentBytes, concurrent);
    }

    /** The same, with pages of this size. */
    public ReadLimits withPageSize(int resources) {
        return new ReadLimits(
                perRequest, attempts, resources, pages, bodyBytes, documents, attachmentBytes, concurrent);
    }
}
