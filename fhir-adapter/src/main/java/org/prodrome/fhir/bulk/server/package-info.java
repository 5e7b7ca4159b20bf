/**
 * Before stage 3 of 10: a FHIR server's {@code $export} in (Bulk Data Access 2.0), files on disk out that {@link
 * org.prodrome.fhir.bulk.Export} reads. What is begun can be gone on with after a crash.
 */
@NullMarked
package org.prodrome.fhir.bulk.server;

import org.jspecify.annotations.NullMarked;
