package org.prodrome.reasoning.serving;

import java.time.Duration;

/**
 * How rules are served.
 *
 * @param workers how many questions are worked on at a time
 * @param queue most questions that wait for that; what comes beyond is told so at once
 * @param shortest the least time that one rule is given; a third of the question's budget where that is more
 * @param stuck most workers that are replaced while they are stuck in rules that do not end
 * @param overruns after so many overruns in a row a rule is left out for a while
 * @param rest for how long; then one question tries it again
 */
public record RuleSettings(int workers, int queue, Duration shortest, int stuck, int overruns, Duration rest) {
    private static final int FEWEST_WORKERS = 2;

    public RuleSettings {
        if (workers < 1 || queue < 1 || stuck < 0 || overruns < 1) {
            throw new IllegalArgumentException(
                    "rules: expected workers, room for questions and overruns of at least 1");
        }
        if (!shortest.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("rules: expected times above zero");
        }
    }

    /** What suits order entry: a worker for each core. */
    public static RuleSettings usual() {
        int cores = Math.max(FEWEST_WORKERS, Runtime.getRuntime().availableProcessors());
        return new RuleSettings(cores, 64, Duration.ofMillis(150), 4 * cores, 3, Duration.ofMinutes(1));
    }
}
