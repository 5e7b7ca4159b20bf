package org.prodrome.reasoning.statistics;

/** A 95% interval; NaN ends when it can't be computed. */
public record Interval(double low, double high) {}
