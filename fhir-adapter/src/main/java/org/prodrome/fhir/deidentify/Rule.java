package org.prodrome.fhir.deidentify;

import java.util.Set;

/**
 * One line of a rules file.
 *
 * @param index its place; the lowest that applies wins
 * @param text the path as written, for the report
 * @param generalization what {@code generalize} does; {@link Generalization#NONE} for other methods
 * @param values what {@code keepListed} keeps; empty for other methods
 */
record Rule(int index, String text, RulePath path, Method method, Generalization generalization, Set<String> values) {}
