/** Beside stage 6 of 10: what a data scientist would build of the same timelines, to compare the model with. */
@NullMarked
package org.prodrome.reasoning.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
