/** Proofs of reading an RxNorm release, on rows made up in its layout. */
@NullMarked
package org.prodrome.fhir.rxnorm;

import org.jspecify.annotations.NullMarked;
