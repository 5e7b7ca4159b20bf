package org.prodrome.cohort.planted;

/**
 * Who the planted draws are for.
 *
 * @param key the person's own seed: the same key gives the same person
 */
public record Subject(long key, Sex sex, int birthYear) {}
