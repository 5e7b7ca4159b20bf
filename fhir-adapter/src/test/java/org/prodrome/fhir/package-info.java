/** Shared object mothers of this module's tests. */
@NullMarked
package org.prodrome.fhir;

import org.jspecify.annotations.NullMarked;
