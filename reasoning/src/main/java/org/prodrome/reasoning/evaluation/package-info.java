/** Beside the flow: held-out records and a scoring function in, a report with baselines and intervals out. */
@NullMarked
package org.prodrome.reasoning.evaluation;

import org.jspecify.annotations.NullMarked;
