/**
 * Stage 7 of 10, the hospital's rules: the record's resources and the orders in progress in, {@link
 * org.prodrome.reasoning.finding.RuleResult}s out.
 *
 * <p>Rules are CQL with a PlanDefinition, value sets and golden cases, compiled once when a {@link
 * org.prodrome.reasoning.rule.RulePack} is loaded. This is the only package of reasoning that sees HAPI and the CQL engine.
 */
@NullMarked
package org.prodrome.reasoning.rule;

import org.jspecify.annotations.NullMarked;
