/** Beside the flow: which requirement of which standard is shown by which test of this run. */
@NullMarked
package org.prodrome.conformance.ledger;

import org.jspecify.annotations.NullMarked;
