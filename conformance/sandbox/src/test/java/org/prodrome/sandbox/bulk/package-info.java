/** The export interface as a client meets it. */
@NullMarked
package org.prodrome.sandbox.bulk;

import org.jspecify.annotations.NullMarked;
