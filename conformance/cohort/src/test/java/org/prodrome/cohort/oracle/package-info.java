/** Tests of the oracle: against brute force, against a crowd of draws, and on people whose fate is known. */
@NullMarked
package org.prodrome.cohort.oracle;

import org.jspecify.annotations.NullMarked;
