package org.prodrome.sandbox.smart;

import java.time.Instant;

/**
 * An access token that has neither expired nor been revoked.
 *
 * @param family ties together every token that came from one authorization
 */
public record ActiveToken(Grant grant, String family, Instant issuedAt, Instant expiresAt) {}
