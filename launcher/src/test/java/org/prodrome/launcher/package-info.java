/** Tests of stages 1 and 2: a launch against small peers that are right, or wrong in one respect, and against the sandbox EHR. */
@NullMarked
package org.prodrome.launcher;

import org.jspecify.annotations.NullMarked;
