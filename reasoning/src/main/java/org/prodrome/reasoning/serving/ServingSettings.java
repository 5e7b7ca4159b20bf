package org.prodrome.reasoning.serving;

import java.time.Duration;

/**
 * How a server gathers questions.
 *
 * @param queue most that wait of a kind, plain or explained; what comes beyond is refused at once
 * @param together most that are computed together
 * @param gathering how long the first of a batch waits for others, 1 to 5 ms; less when its deadline is near
 * @param shadowQueue most that wait for a shadow model; what comes beyond is left out
 * @param shadowPatience a question older than this is not put to a shadow model any more
 */
public record ServingSettings(int queue, int together, Duration gathering, int shadowQueue, Duration shadowPatience) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMillis(5);

    public ServingSettings {
        if (queue < 1 || together < 1 || shadowQueue < 1) {
            throw new IllegalArgumentException("serving: expected room for at least 1 question");
        }
        if (gathering.compareTo(SHORTEST) < 0 || gathering.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("serving: expected 1 to 5 ms of gathering, got " + gathering);
        }
    }

    /** What suits order entry. */
    public static ServingSettings usual() {
        return new ServingSettings(256, 16, Duration.ofMillis(2), 64, Duration.ofSeconds(2));
    }
}
