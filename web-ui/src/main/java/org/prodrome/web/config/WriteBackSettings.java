package org.prodrome.web.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accepted drafts are sent.
 *
 * @param deadline one try, all its requests together
 * @param retryAfter the wait after a first try that got nowhere; doubles each time
 * @param retryAtMost the longest wait between two tries
 * @param giveUpAfter what was not sent by then must be decided again
 * @param recheckAfter a record read longer ago than this is read again before a draft that rests on it is written
 */
public record WriteBackSettings(
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("30s") Duration retryAfter,
        @DefaultValue("10m") Duration retryAtMost,
        @DefaultValue("7d") Duration giveUpAfter,
        @DefaultValue("2m") Duration recheckAfter) {}
