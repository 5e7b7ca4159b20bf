/** Stage 10 of 10 in the app: accepted suggestion in, draft in the EHR and {@link org.prodrome.web.draft.WriteState} out. */
@NullMarked
package org.prodrome.web.draft;

import org.jspecify.annotations.NullMarked;
