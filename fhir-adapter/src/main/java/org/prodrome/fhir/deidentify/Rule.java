package org.prodrome.fhir.deidentify;

/**
 * One line of a rules file.
 *
 * @param index its place; the lowest that applies wins
 * @param text the path as written, for the report
 * @param generalization what {@code generalize} does; {@link Generalization#NONE} for other methods
 */
record Rule(int index, String text, RulePath path, Method method, Generalization generalization) {}
