package org.prodrome.reasoning.token;

import org.prodrome.reasoning.token.Salience.Association;

/** How often outcomes came after days on which something was present. Not thread-safe. */
final class PresenceCounts {

    private final double[][] events;
    private final double[][] others;

    PresenceCounts(int strata, int outcomes) {
        events = new double[strata][outcomes];
        others = new double[strata][outcomes];
    }

    void add(int stratum, long known, long came) {
        for (int outcome = 0; outcome < events[stratum].length; outcome++) {
            long bit = 1L << outcome;
            if ((known & bit) != 0) {
                ((came & bit) != 0 ? events : others)[stratum][outcome]++;
            }
        }
    }

    /** Mann-Whitney of presence, 1 or 0, among all days, per stratum and summed. */
    Association against(PresenceCounts all, int outcome) {
        double pairs = 0;
        double inOrder = 0;
        double variance = 0;
        for (int stratum = 0; stratum < events.length; stratum++) {
            double eventsAll = all.events[stratum][outcome];
            double othersAll = all.others[stratum][outcome];
            double with = events[stratum][outcome];
            double without = others[stratum][outcome];
            double people = eventsAll + othersAll;
            double present = with + without;
            pairs += eventsAll * othersAll;
            inOrder += with * (othersAll - without) + (with * without + (eventsAll - with) * (othersAll - without)) / 2;
            if (people > 1) { // the variance with its correction for ties
                double ties = cubed(present) - present + cubed(people - present) - (people - present);
                variance += eventsAll * othersAll / 12 * (people + 1 - ties / (people * (people - 1)));
            }
        }
        return pairs == 0 || variance <= 0
                ? Association.NONE
                : new Association(inOrder / pairs, (inOrder - pairs / 2) / Math.sqrt(variance));
    }

    private static double cubed(double x) {
        return x * x * x;
    }
}
