/** The cited summary beside the cards: record and timeline in, sentences with their sources out. Pure. */
@NullMarked
package org.prodrome.reasoning.summary;

import org.jspecify.annotations.NullMarked;
