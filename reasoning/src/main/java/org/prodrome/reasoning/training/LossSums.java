package org.prodrome.reasoning.training;

/**
 * Training losses since the last look at the tuning data, of which the curve gets the means.
 *
 * @param nextEvent added up
 * @param risk added up
 * @param steps how many were added
 */
record LossSums(double nextEvent, double risk, int steps) {

    static final LossSums NONE = new LossSums(0, 0, 0);

    LossSums plus(TrainingGraph.Loss at) {
        return new LossSums(nextEvent + at.nextEvent(), risk + at.risk(), steps + 1);
    }

    double meanNextEvent() {
        return nextEvent / steps;
    }

    double meanRisk() {
        return risk / steps;
    }
}
