/** The hash-chained audit log and its verifier. */
@NullMarked
package org.prodrome.web.audit;

import org.jspecify.annotations.NullMarked;
