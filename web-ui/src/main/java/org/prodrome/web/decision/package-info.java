/** Stage 9 of 10: card and clinician's act in, {@link org.prodrome.web.decision.Decision} out; what was decided is not offered again. */
@NullMarked
package org.prodrome.web.decision;

import org.jspecify.annotations.NullMarked;
