/**
 * The EHR that a clinician sees: patient list, chart, order entry, and the decisions taken on CDS cards.
 *
 * <p>Stands outside the app's ten stages; the app meets it as the frame around its pages and as the caller of its hooks.
 */
@NullMarked
package org.prodrome.sandbox.ehr;

import org.jspecify.annotations.NullMarked;
