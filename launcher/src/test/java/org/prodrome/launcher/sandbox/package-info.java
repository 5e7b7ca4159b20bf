/** Stages 1 and 2 against the sandbox EHR, by the public API alone: whole launches, and each breach that the sandbox can commit. */
@NullMarked
package org.prodrome.launcher.sandbox;

import org.jspecify.annotations.NullMarked;
