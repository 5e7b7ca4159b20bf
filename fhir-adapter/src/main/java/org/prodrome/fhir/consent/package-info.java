/**
 * Part of stage 3 of 10: parsed resources in, those that may be released for a purpose out. Opt-out lists, Consents and
 * security labels; what is kept back is never named.
 */
@NullMarked
package org.prodrome.fhir.consent;

import org.jspecify.annotations.NullMarked;
