/** Tests of what is learnt from a server's CapabilityStatement. */
@NullMarked
package org.prodrome.fhir.capability;

import org.jspecify.annotations.NullMarked;
