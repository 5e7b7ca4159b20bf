/** Stage 8 of 10: findings in, {@link org.prodrome.reasoning.card.Card}s out. Pure. */
@NullMarked
package org.prodrome.reasoning.card;

import org.jspecify.annotations.NullMarked;
