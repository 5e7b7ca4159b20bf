/**
 * Part of stage 3 of 10: JSON text in, HAPI resources out. The only package whose public signatures carry HAPI types;
 * outside this module {@code reasoning.rule} alone may use it.
 */
@NullMarked
package org.prodrome.fhir.resources;

import org.jspecify.annotations.NullMarked;
