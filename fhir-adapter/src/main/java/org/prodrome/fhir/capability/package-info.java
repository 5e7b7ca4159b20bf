/**
 * Serves stages 3 and 10 of 10: a server's CapabilityStatement in, what may be asked of it out. Learnt once per server;
 * what a server does not say is unknown, which never means that it is not offered.
 */
@NullMarked
package org.prodrome.fhir.capability;

import org.jspecify.annotations.NullMarked;
