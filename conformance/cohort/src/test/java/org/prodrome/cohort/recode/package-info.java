/** What a re-coded copy promises: the same people and values, other codes, and an account of what has none. */
@NullMarked
package org.prodrome.cohort.recode;

import org.jspecify.annotations.NullMarked;
