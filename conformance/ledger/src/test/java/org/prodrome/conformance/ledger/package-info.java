@NullMarked
package org.prodrome.conformance.ledger;

import org.jspecify.annotations.NullMarked;
