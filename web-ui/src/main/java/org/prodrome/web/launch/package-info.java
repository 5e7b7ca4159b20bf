/** Stages 1 and 2 of 10 in the app: launch request in, open launch out. Tokens stay in this process's memory. */
@NullMarked
package org.prodrome.web.launch;

import org.jspecify.annotations.NullMarked;
