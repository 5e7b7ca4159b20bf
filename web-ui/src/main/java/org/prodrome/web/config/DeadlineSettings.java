package org.prodrome.web.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time budgets.
 *
 * @param hook from the arrival of a hook call to its answer
 * @param hookFetch how much of that may go into fetching what prefetch left out
 * @param orderModel how long an order hook waits for the model at most; its rules never wait longer
 * @param record reading a whole record at launch
 * @param assessment assessing it
 */
public record DeadlineSettings(
        @DefaultValue("450ms") Duration hook,
        @DefaultValue("250ms") Duration hookFetch,
        @DefaultValue("120ms") Duration orderModel,
        @DefaultValue("20s") Duration record,
        @DefaultValue("5s") Duration assessment) {}
