/** Filter chains: CDS Hooks and probes without a session, the chart with one. */
@NullMarked
package org.prodrome.web.security;

import org.jspecify.annotations.NullMarked;
