/** Stages 1 and 2 by the public API alone: rules of the standard about what the library keeps and passes on. */
@NullMarked
package org.prodrome.launcher.spec;

import org.jspecify.annotations.NullMarked;
