package org.prodrome.reasoning.model;

/** How much of an answer is wanted; each has all of the one before. */
public enum Depth {
    /** Risks. */
    RISKS,
    /** What moved them too, at the cost of about ten times the risks. */
    WHY,
    /** All a chart shows: trajectories and the differential too. Never where somebody waits to order. */
    CHART
}
