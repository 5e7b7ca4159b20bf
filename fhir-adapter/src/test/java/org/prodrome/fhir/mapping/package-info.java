/** Tests of stage 3: parsed resources in, events and gaps out. */
@NullMarked
package org.prodrome.fhir.mapping;

import org.jspecify.annotations.NullMarked;
