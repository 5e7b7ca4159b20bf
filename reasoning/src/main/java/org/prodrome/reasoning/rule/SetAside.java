package org.prodrome.reasoning.rule;

/**
 * A rule that could not be taken up; the others run without it.
 *
 * @param rule its folder in the pack
 * @param problem file, place, what was expected and what was found
 */
public record SetAside(String rule, String problem) {}
