/** Around stage 6 of 10: many askers, one model, each answered within its deadline. */
@NullMarked
package org.prodrome.reasoning.serving;

import org.jspecify.annotations.NullMarked;
