package org.prodrome.web.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a decision keeps the same matter back, while the facts stay the same.
 *
 * @param criticalOverride after overriding a critical card
 * @param otherOverride after overriding any other
 * @param accepted after accepting a suggestion that is about no order in progress
 */
public record SuppressionSettings(
        @DefaultValue("24h") Duration criticalOverride,
        @DefaultValue("90d") Duration otherOverride,
        @DefaultValue("90d") Duration accepted) {}
