/** Tests of stage 3: bytes of an attachment in, plain text out. */
@NullMarked
package org.prodrome.fhir.document;

import org.jspecify.annotations.NullMarked;
