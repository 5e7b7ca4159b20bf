/** Proofs of stage 3's release policy: each way of keeping back, for each purpose. */
@NullMarked
package org.prodrome.fhir.consent;

import org.jspecify.annotations.NullMarked;
