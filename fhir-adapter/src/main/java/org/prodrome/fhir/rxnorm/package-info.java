/**
 * Part of stage 3 of 10: a site's RxNorm release in, products with their ingredients out. Read once, at start.
 */
@NullMarked
package org.prodrome.fhir.rxnorm;

import org.jspecify.annotations.NullMarked;
