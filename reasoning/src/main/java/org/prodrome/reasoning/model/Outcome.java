package org.prodrome.reasoning.model;

/**
 * Something the model foretells.
 *
 * @param id stable id, for example {@code ckd-4}
 * @param name words for a person, for example {@code chronic kidney disease stage 4}
 */
public record Outcome(String id, String name) {}
