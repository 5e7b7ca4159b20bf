/** Stage 10 of 10: a write-back record in, a receipt out. One renderer serves preview, card and write. */
@NullMarked
package org.prodrome.fhir.writeback;

import org.jspecify.annotations.NullMarked;
