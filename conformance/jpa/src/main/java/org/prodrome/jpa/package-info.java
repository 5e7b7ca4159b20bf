/** A FHIR server that we did not write: HAPI's JPA server, in memory, on loopback, for the full conformance run. */
@NullMarked
package org.prodrome.jpa;

import org.jspecify.annotations.NullMarked;
