/** Part of stage 3 of 10, under test: JSON text in, HAPI resources out. */
@NullMarked
package org.prodrome.fhir.resources;

import org.jspecify.annotations.NullMarked;
