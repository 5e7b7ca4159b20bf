/**
 * Before training: a bulk export in, the same export under a rules file without identifiers out, and a report of what was
 * done and how identifying the rest still is.
 */
@NullMarked
package org.prodrome.fhir.deidentify;

import org.jspecify.annotations.NullMarked;
