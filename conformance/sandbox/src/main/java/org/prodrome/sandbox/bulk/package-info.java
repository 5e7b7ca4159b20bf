/**
 * Bulk Data Export 2.0: {@code $export} of the system, of all patients or of a group, as files of NDJSON. It is the peer of
 * stage 3 (record) where records come by export.
 */
@NullMarked
package org.prodrome.sandbox.bulk;

import org.jspecify.annotations.NullMarked;
