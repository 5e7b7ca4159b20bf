/** Stage 3 of 10 on bytes and resources that nobody wrote by hand: a record, a gap or a refusal, never anything else. */
@NullMarked
package org.prodrome.fhir.fuzz;

import org.jspecify.annotations.NullMarked;
