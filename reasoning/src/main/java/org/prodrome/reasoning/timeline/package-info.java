/** Stage 4 of 10: record and as-of date in, {@link org.prodrome.reasoning.timeline.Timeline} out. Pure. */
@NullMarked
package org.prodrome.reasoning.timeline;

import org.jspecify.annotations.NullMarked;
