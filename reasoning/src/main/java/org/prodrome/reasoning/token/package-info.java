/** Stage 5 of 10: timeline and vocabulary in, {@link org.prodrome.reasoning.token.Tokens} out. Pure. */
@NullMarked
package org.prodrome.reasoning.token;

import org.jspecify.annotations.NullMarked;
