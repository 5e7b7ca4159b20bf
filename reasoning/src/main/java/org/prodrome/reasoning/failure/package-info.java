/** What can go wrong in stages 4 to 8 and around them; every package of the module may throw it, it knows none of them. */
@NullMarked
package org.prodrome.reasoning.failure;

import org.jspecify.annotations.NullMarked;
