/** The chart: what the clinician sees and does. Views show, emit acts, and know no store. */
@NullMarked
package org.prodrome.web.chart;

import org.jspecify.annotations.NullMarked;
