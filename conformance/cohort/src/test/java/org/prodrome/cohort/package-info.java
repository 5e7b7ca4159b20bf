/** What a cohort promises: the same bytes for the same seed, whole references, nothing that was left out. */
@NullMarked
package org.prodrome.cohort;

import org.jspecify.annotations.NullMarked;
