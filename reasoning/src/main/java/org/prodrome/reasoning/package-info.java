/** Stages 4 to 8 of 10, composed by {@link org.prodrome.reasoning.Assessment}: record in, cards out. */
@NullMarked
package org.prodrome.reasoning;

import org.jspecify.annotations.NullMarked;
