/**
 * Stages 1 and 2 against Spring Authorization Server, which knows nothing of this project: what passes here isn't a mistake that
 * launcher and sandbox share.
 */
@NullMarked
package org.prodrome.suite.spec.smart.peer;

import org.jspecify.annotations.NullMarked;
