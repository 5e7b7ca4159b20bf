package org.prodrome.reasoning.note;

import java.util.List;

/**
 * What a termination phrase does.
 *
 * @param of the effects whose scope ends here
 * @param bothWays whether it ends the scope of a phrase that looks back too
 * @param unlessList not where "or" follows, so that the list goes on
 * @param cancelsPrior whether what follows is no longer what the heading says
 */
record Termination(List<Effect> of, boolean bothWays, boolean unlessList, boolean cancelsPrior) {}
