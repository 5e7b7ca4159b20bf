/** Stages 3 and 10 of 10 against a FHIR server that we did not write: read whole, written once. */
@NullMarked
package org.prodrome.suite.spec.fhir.jpa;

import org.jspecify.annotations.NullMarked;
