/** What the planted files promise: strict reading, hazards that give what they say, values that move as declared, twins. */
@NullMarked
package org.prodrome.cohort.planted;

import org.jspecify.annotations.NullMarked;
