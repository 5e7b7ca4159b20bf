/** Stage 3 of 10 on input that others wrote: every published example in, a record and a table of what became of it out. */
@NullMarked
package org.prodrome.fhir.realinput;

import org.jspecify.annotations.NullMarked;
