/** Stage 7 of 10: record, timeline, risk profile and draft orders in, {@link org.prodrome.reasoning.finding.Finding}s out. Pure. */
@NullMarked
package org.prodrome.reasoning.finding;

import org.jspecify.annotations.NullMarked;
