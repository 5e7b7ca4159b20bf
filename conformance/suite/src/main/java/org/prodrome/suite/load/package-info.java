/** Benchmarks: each prints its figures and, last, one flat JSON object. */
@NullMarked
package org.prodrome.suite.load;

import org.jspecify.annotations.NullMarked;
