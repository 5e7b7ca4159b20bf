/** Stage 6 of 10: tokens in, {@link org.prodrome.reasoning.model.ModelAnswer} out. Pure once a package is loaded. */
@NullMarked
package org.prodrome.reasoning.model;

import org.jspecify.annotations.NullMarked;
