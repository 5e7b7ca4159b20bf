/** The CDS Hooks service as an EHR meets it, over HTTP. */
@NullMarked
package org.prodrome.suite.spec.cdshooks;

import org.jspecify.annotations.NullMarked;
