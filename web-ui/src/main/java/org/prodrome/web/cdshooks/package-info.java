/** The CDS Hooks 2.0 service: discovery, hooks, feedback, client authentication. */
@NullMarked
package org.prodrome.web.cdshooks;

import org.jspecify.annotations.NullMarked;
