/** Stage 3 of 10 on input that nobody should send: each case with what must come of it. */
@NullMarked
package org.prodrome.fhir.badinput;

import org.jspecify.annotations.NullMarked;
