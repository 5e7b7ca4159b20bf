package org.prodrome.web.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time budgets.
 *
 * @param hook from the arrival of a hook call to its answer
 * @param hookFetch how much of that may go into fetching what prefetch left out
 * @param record reading a whole record at launch
 * @param assessment assessing it
 */
public record DeadlineSettings(
        @DefaultValue("450ms") Duration hook,
        @DefaultValue("250ms") Duration hookFetch,
        @DefaultValue("20s") Duration record,
        @DefaultValue("5s") Duration assessment) {}
